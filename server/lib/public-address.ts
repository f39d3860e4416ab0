import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** All that is handed out of IPv6 so far; the rest is special or nobody's. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Returns whether an IP address belongs to the public internet. An IPv4 address mapped into an IPv6 one counts as itself;
 * ways into another network (NAT64, 6to4, Teredo) are not public, because they may end at a private address. Other
 * spellings of an address, such as 2130706433 or 0x7f.1, are none: a name is what a resolver answers to.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false
  const parsed = ipaddr.process(address)
  if (parsed.range() !== 'unicast') return false
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast)
}

/**
 * For a socket's `lookup`: the address that is connected to is the one that was looked at, so that a name cannot be public
 * when it is asked about and private when it is used. A socket never looks up an address that is one already: ask
 * `isPublicAddress` of those first.
 */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, '')
    const hidden = found.find(({ address }) => !isPublicAddress(address))
    const [first] = found
    if (hidden || !first) return done(new Error('The address is not on the public internet'), '')
    if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}
