import type { PersonData } from '#shared/core/person-data.ts'

export const meetingsPersonData = {
  meeting_series: {
    people: { lead_id: 'former', subject_id: 'deleted' },
    exported: 'the person’s series of 1:1s with their days, times and places',
    erased: 'series about the person with all that belongs to them; as the lead of others they become nobody',
    retention: 'coaching',
  },
  meeting: {
    people: { finished_by: 'former' },
    partOf: [{ table: 'meeting_series', column: 'series_id' }],
    exported: 'meetings that were moved, cancelled or took place',
    erased: 'those of the person’s series; who finished those of others becomes nobody',
    retention: 'coaching',
  },
  agenda_item: {
    people: { author_id: 'deleted' },
    partOf: [{ table: 'meeting_series', column: 'series_id' }],
    exported: 'items that the person added, private ones too, and those shared with them',
    copy: {
      ownOnly: [
        { column: 'is_private', values: ['true'] },
        { column: 'source_kind', values: ['check_in'] },
      ],
    },
    erased: 'items of the person',
    retention: 'coaching',
  },
  calendar_feed: {
    people: { person_id: 'deleted' },
    exported: 'when calendar feeds were opened and taken back, without their addresses',
    erased: 'the rows, and with them the addresses',
    retention: 'access',
  },
  agenda_item_state: {
    people: { changed_by: 'former' },
    partOf: [{ table: 'agenda_item', column: 'item_id' }],
    exported: 'what became of each of those items',
    erased: 'goes with the item; who ticked those of others becomes nobody',
    retention: 'coaching',
  },
} as const satisfies PersonData
