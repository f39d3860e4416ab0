import type { PersonData } from '#shared/core/person-data.ts'

export const administrationPersonData = {
  invitation: {
    people: { person_id: 'deleted', given_by: 'former', confirmed_by: 'emptied' },
    exported:
      'the address, who made and who confirmed it, until when it held and when it was used, without the token',
    erased: 'the rows',
    retention: 'invitations',
  },
  team_move: {
    people: { asked_by: 'former', confirmed_by: 'emptied', declined_by: 'former' },
    exported: 'the moves of teams that the person asked for, confirmed or declined',
    erased: 'who asked, confirmed or declined; the moves stay',
    retention: 'work',
  },
  address_request: {
    people: { person_id: 'deleted', decided_by: 'former' },
    exported: 'the addresses that the person asked for, when, and what became of each',
    erased: 'the rows; of others’ requests, who decided',
    retention: 'invitations',
  },
  legal_hold: {
    people: { person_id: 'deleted', placed_by: 'former', ended_by: 'former' },
    exported: 'the legal holds on the person that they were told of; those that they placed or ended',
    erased: 'the holds on the person, which have ended by then; who placed or ended others',
    retention: 'work',
  },
  retention_period: {
    people: { changed_by: 'former' },
    exported: 'the periods that the person set',
    erased: 'who set it; the period holds on',
    retention: 'work',
  },
  retention_request: {
    people: { person_id: 'emptied', asked_by: 'former', confirmed_by: 'emptied', ended_by: 'former' },
    texts: { person_id: ['reason'] },
    exported:
      'the requests that the person made, confirmed or declined: to erase somebody, to end a hold, to change a period',
    erased: 'who asked, confirmed or declined; whom it was about, with the reason; that it was done stays',
    retention: 'work',
  },
  erasure: {
    people: {},
    exported: 'nothing: whom it is about is erased',
    copy: 'nothing',
    erased: 'it stays without a name, so that an older backup brings nobody back',
    retention: 'trail',
  },
} as const satisfies PersonData
