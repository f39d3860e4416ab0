import { expect, it } from 'vitest'
import { isPublicAddress, publicLookup } from './public-address.ts'

it.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  '::ffff:a00:1',
  // Not handed out, for documentation, tests and old relays.
  '0.1.2.3',
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '240.0.0.1',
  '100.127.255.255',
  '2001:db8::1',
  '2001:2::1',
  '2001:10::1',
  '100::1',
  'fec0::1',
  'ff02::1',
  '4000::1',
  // An IPv4 address in an IPv6 one: mapped, translated, compatible, NAT64, 6to4, Teredo.
  '::ffff:169.254.169.254',
  '::ffff:0:7f00:1',
  '::7f00:1',
  '::10.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b::808:808',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2001:0:4136:e378::1',
  'fe80::1%eth0',
  // Spellings that a resolver or another program takes for 127.0.0.1.
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.1',
  '127.0.0.1.',
  '[::1]',
  'localhost',
  '',
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false))

it.each([
  '8.8.8.8',
  '172.32.0.1',
  '100.128.0.1',
  '169.255.0.1',
  '198.20.0.1',
  '2606:4700::1111',
  '2a00:1450:4001::1',
  '::ffff:8.8.8.8',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true))

it.each([
  'localhost',
  '2130706433',
  '0x7f000001',
  '127.1',
  '0',
])('%s is not connected to, as a name', async (name) => {
  const found = await new Promise((resolve) =>
    publicLookup(name, { all: true }, (error, addresses) => resolve(error ?? addresses)),
  )
  expect(found).toBeInstanceOf(Error)
})
