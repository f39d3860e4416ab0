/** Addresses that only this feature links to. */
export const paths = {
  /** A licensed questionnaire of one's own. */
  questionnaire: (packId: string) => `/wellbeing/questionnaires/${packId}`,
  exposureImport: '/wellbeing/exposure/import',
  exposurePrint: '/wellbeing/exposure/print',
  rotation: '/wellbeing/rotation',
  rotations: '/wellbeing/rotations',
} as const
