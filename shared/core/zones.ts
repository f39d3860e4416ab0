/** Returns whether a zone of the IANA database is known by this name. */
export function isZone(name: string): boolean {
  try {
    return name.includes('/') && new Intl.DateTimeFormat('en', { timeZone: name }).format() !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
