import type { PersonData } from '#shared/core/person-data.ts'

export const auditsPersonData = {
  audit: {
    people: ['analyst_id'],
    exported: 'the person’s own judgements with what verified them',
    erased: 'who judged; the counts of the team stay',
  },
  audit_import: {
    people: ['imported_by', 'undone_by'],
    exported: 'the imports that the person ran or took back',
    erased: 'who ran it or took it back, and names of persons among its refusals',
  },
  audit_verification: {
    people: ['analyst_id'],
    exported: 'what verified the person’s own judgements before, and after',
    erased: 'the rows',
  },
  audit_day: {
    people: ['analyst_id'],
    exported: 'nothing: it is counted from the judgements',
    erased: 'the rows',
  },
  audit_week: {
    people: ['analyst_id'],
    exported: 'nothing: it is counted from the judgements',
    erased: 'the rows',
  },
  audit_person_week: {
    people: ['analyst_id'],
    exported: 'nothing: it is counted from the judgements',
    erased: 'the rows',
  },
  audit_stratum_week: {
    people: ['analyst_id'],
    exported: 'nothing: it is counted from the judgements',
    erased: 'whose they were; the counts of the team stay',
  },
  another_look: {
    people: ['analyst_id', 'answered_by'],
    exported: 'the person’s requests with their answers; answers that they gave',
    erased: 'the person’s requests; who answered',
  },
  put_right: {
    people: ['analyst_id', 'set_by'],
    exported:
      'whether the person’s own wrong judgements were put right on the platform; what they said of others',
    erased: 'whose judgement it was and who said it; what was said stays',
  },
  put_right_event: {
    people: ['analyst_id', 'set_by'],
    exported: 'what was said before of the person’s own judgements; what they said of others',
    erased: 'whose judgement it was and who said it',
  },
} as const satisfies PersonData
