import type { PersonData } from '#shared/core/person-data.ts'

export const auditsPersonData = {
  audit: {
    people: { analyst_id: 'former' },
    exported: 'the person’s own judgements with what verified them',
    erased: 'who judged; the counts of the team stay',
    retention: 'figures',
  },
  audit_import: {
    people: { imported_by: 'former', undone_by: 'former' },
    names: { refusals: 'value' },
    exported: 'the imports that the person ran or took back, without the rows of the file',
    copy: { without: ['mapping', 'refusals', 'settings', 'made'] },
    erased: 'who ran it or took it back, and names of persons among its refusals',
    retention: 'work',
  },
  audit_verification: {
    people: { analyst_id: 'deleted' },
    exported: 'what verified the person’s own judgements before, and after',
    erased: 'the rows',
    retention: 'figures',
  },
  audit_day: {
    people: { analyst_id: 'deleted' },
    exported: 'nothing: it is counted from the judgements',
    copy: 'nothing',
    erased: 'the rows',
    retention: 'figures',
  },
  audit_week: {
    people: { analyst_id: 'deleted' },
    exported: 'nothing: it is counted from the judgements',
    copy: 'nothing',
    erased: 'the rows',
    retention: 'figures',
  },
  audit_person_week: {
    people: { analyst_id: 'deleted' },
    countedFrom: 'audit_day',
    exported: 'nothing: it is counted from the judgements',
    copy: 'nothing',
    erased: 'the rows',
    retention: 'figures',
  },
  audit_stratum_week: {
    people: { analyst_id: 'former' },
    addsUp: true,
    exported: 'nothing: it is counted from the judgements',
    copy: 'nothing',
    erased: 'whose they were; the counts of the team stay',
    retention: 'figures',
  },
  another_look: {
    people: { analyst_id: 'deleted', answered_by: 'former' },
    exported: 'the person’s requests with their answers; answers that they gave',
    erased: 'the person’s requests; who answered',
    retention: 'figures',
  },
  put_right: {
    people: { analyst_id: 'former', set_by: 'former' },
    exported:
      'whether the person’s own wrong judgements were put right on the platform; what they said of others',
    erased: 'whose judgement it was and who said it; what was said stays',
    retention: 'figures',
  },
  put_right_event: {
    people: { analyst_id: 'former', set_by: 'former' },
    exported: 'what was said before of the person’s own judgements; what they said of others',
    erased: 'whose judgement it was and who said it',
    retention: 'figures',
  },
} as const satisfies PersonData
