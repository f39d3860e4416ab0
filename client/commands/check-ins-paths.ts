/** Addresses that only this feature links to. */
export const paths = {
  exposureImport: '/wellbeing/exposure/import',
  exposurePrint: '/wellbeing/exposure/print',
  rotation: '/wellbeing/rotation',
  rotations: '/wellbeing/rotations',
} as const
