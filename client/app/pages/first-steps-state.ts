let begun = false

/** Keeps the first steps on Today from when there is no audit log until all of them were seen ticked. */
export const firstSteps = {
  /** Begins them where nothing is there yet. Returns whether they are shown. */
  begin(isEmpty: boolean): boolean {
    begun ||= isEmpty
    return begun
  },
  end(): void {
    begun = false
  },
}
