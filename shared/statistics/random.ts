/**
 * A seeded generator, so that a draw or a resample can be repeated and challenged: xoshiro128** (Blackman & Vigna 2018),
 * its state filled from the seed (a whole number from 0 to 2^32 - 1) by a Weyl sequence through the finaliser of
 * MurmurHash3. The same seed gives the same numbers everywhere; it is not for secrets.
 *
 * Returns a function that gives a whole number in [0, bound) for a bound from 1 to 2^32.
 */
export function seededIntegers(seed: number): (bound: number) => number {
  const mix = stateFrom(seed)
  let a = mix()
  let b = mix()
  let c = mix()
  let d = mix()
  return (bound) => {
    const scrambled = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotate(d, 11)
    return Math.floor((scrambled / 4294967296) * bound)
  }
}

function stateFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by))
}
