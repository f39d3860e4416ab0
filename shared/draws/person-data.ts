import type { PersonData } from '#shared/core/person-data.ts'

export const drawsPersonData = {
  draw: {
    people: { drawn_by: 'former' },
    exported: 'the draws that the person made, without the cases that they chose among',
    copy: { without: ['frame', 'excluded', 'strata'] },
    erased: 'who drew; the draw stays with its seed and its frame',
    retention: 'work',
  },
  draw_case: {
    people: { analyst_id: 'former', first_verifier_id: 'former', verified_by: 'former' },
    exported: 'how the person’s own cases were chosen, and the verdicts that they gave',
    erased: 'whose case it was and who verified it; the verdict stays with the draw',
    retention: 'figures',
  },
  golden_case: {
    people: { made_by: 'former' },
    exported: 'the golden cases that the person made',
    erased: 'who made it; the case stays',
    retention: 'work',
  },
} as const satisfies PersonData
