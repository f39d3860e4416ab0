/** A rating that was given in a round. */
export interface GivenRating {
  caseId: string
  personId: string
  value: string
  comment: string | null
}

/** A row of a table in long form, with its row in the file. */
export interface LongRow {
  row: number
  unit: string
  rater: string
  value: string
  comment: string | null
}

/** Returns ratings in long form, in the order of the cases: what is exported, and what agreement is computed from. */
export function longForm(
  cases: readonly { caseId: string; reference: string }[],
  ratings: readonly GivenRating[],
): LongRow[] {
  const byCase = Map.groupBy(ratings, ({ caseId }) => caseId)
  return cases
    .flatMap(({ caseId, reference }) =>
      (byCase.get(caseId) ?? []).map(({ personId, value, comment }) => ({
        ...{ unit: reference, rater: personId, value, comment },
      })),
    )
    .map((row, place) => ({ row: place + 2, ...row }))
}
