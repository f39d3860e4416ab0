/** Whom rows name in place of a person who was erased: one of this id in each organisation that erased somebody. */
export const formerMember = {
  personId: '00000000-0000-0000-0000-000000000000',
  name: '이전 구성원 (former member)',
} as const
