import type { PersonData } from '#shared/core/person-data.ts'

export const drawsPersonData = {
  draw: {
    people: ['drawn_by'],
    exported: 'the draws that the person made',
    erased: 'who drew; the draw stays with its seed and its frame',
  },
  draw_case: {
    people: ['analyst_id', 'first_verifier_id', 'verified_by'],
    exported: 'how the person’s own cases were chosen, and the verdicts that they gave',
    erased: 'whose case it was and who verified it; the verdict stays with the draw',
  },
  golden_case: {
    people: ['made_by'],
    exported: 'the golden cases that the person made',
    erased: 'who made it; the case stays',
  },
} as const satisfies PersonData
