import type { Request } from 'express'
import ipaddr from 'ipaddr.js'

/** Bits that one household or company gets of IPv6: whoever has them has as many addresses as they like. */
const networkBits = 64

/** Returns what a request counts for by where it comes from: the IPv4 address, or the network of an IPv6 one. */
export function networkOf({ ip }: Pick<Request, 'ip'>): string {
  if (ip === undefined || !ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  if (address instanceof ipaddr.IPv4) return address.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${networkBits}`)}/${networkBits}`
}
