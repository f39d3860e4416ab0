import { v7 as uuidv7 } from 'uuid'
import { commandOf } from '#tests/integration/authorization/call.ts'
import { leads, personas, subjectAndLeads } from '#tests/integration/authorization/personas.ts'
import { type Row, rowOn } from '#tests/integration/authorization/row.ts'
import { subjectOf, type World } from '#tests/integration/authorization/world.ts'
import { insertAudit, part } from './audits.world.ts'

async function openRecheck(world: World): Promise<string> {
  const recheckId = uuidv7()
  const { subject } = world.people
  await subject.client.audits.askAnotherLook.mutate({
    meta: subject.meta(),
    input: { lookId: recheckId, auditId: await insertAudit(world), reason: 'please' },
  })
  return recheckId
}
async function answeredRecheck(world: World): Promise<string> {
  const recheckId = await openRecheck(world)
  const { lead } = world.people
  await lead.client.audits.answerAnotherLook.mutate({
    meta: lead.meta(1),
    input: { lookId: recheckId, status: 'kept', answer: 'kept' },
  })
  return recheckId
}

/** A file of one decision that a lead has imported. */
async function importedBatch(world: World): Promise<string> {
  const importId = uuidv7()
  const lead = world.people.lead.person.personId
  await world.app.owner
    .insertInto('audit_import')
    .values({
      org_id: world.org,
      import_id: importId,
      team_id: world.team,
      imported_by: lead,
      file_name: 'a.csv',
      file_hash: Buffer.alloc(32),
      mapping: '{}',
      read_rows: 0,
      added: 0,
      unchanged: 0,
      refused: 0,
    })
    .execute()
  return importId
}

/** Uploads a log without a decision; a report of it is the answer of who may. */
async function upload(url: string, cookie: string | undefined, options: unknown): Promise<string> {
  const response = await fetch(`${url}/api/import?options=${encodeURIComponent(JSON.stringify(options))}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'x-dure': '1', ...(cookie ? { cookie } : {}) },
    body: 'r,c,a,p,d,t\n',
  })
  const lines = (await response.text()).trim().split('\n')
  const last = JSON.parse(lines.at(-1) ?? '{}') as { type?: string; code?: string; error?: { code: string } }
  return last.type === 'report' ? 'OK' : (last.code ?? last.error?.code ?? 'no answer')
}

export const rows: readonly Row[] = [
  {
    procedure: 'audits.cases',
    state: 'of the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ personId: subjectOf(world), filter: 'all' }),
  },
  {
    procedure: 'audits.case',
    state: 'of the subject',
    allowed: subjectAndLeads,
    input: (_, world) => ({ auditId: part.stateOf(world).auditId }),
  },
  { procedure: 'audits.names', state: 'own', allowed: personas, input: () => undefined },
  {
    procedure: 'audits.setName',
    state: 'of a policy',
    allowed: ['admin'],
    input: (who) => commandOf(who, { kind: 'policy', code: 'p', nameKo: '정책', nameEn: 'Policy' }),
  },
  rowOn({
    procedure: 'audits.askAnotherLook',
    state: 'none open',
    allowed: ['subject'],
    make: (world) => insertAudit(world),
    input: (who, auditId) => commandOf(who, { lookId: uuidv7(), auditId, reason: 'please' }),
  }),
  {
    procedure: 'audits.askAnotherLook',
    state: 'one open',
    allowed: ['subject'],
    answer: 'CONFLICT',
    input: (who, world) =>
      commandOf(who, { lookId: uuidv7(), auditId: part.stateOf(world).auditId, reason: 'please' }),
  },
  rowOn({
    procedure: 'audits.answerAnotherLook',
    state: 'open',
    allowed: leads,
    make: openRecheck,
    input: (who, recheckId) => commandOf(who, { lookId: recheckId, status: 'changed', answer: 'right' }, 1),
  }),
  rowOn({
    procedure: 'audits.answerAnotherLook',
    state: 'answered',
    allowed: leads,
    answer: 'CONFLICT',
    make: answeredRecheck,
    input: (who, recheckId) => commandOf(who, { lookId: recheckId, status: 'changed', answer: 'right' }, 1),
  }),
  {
    procedure: 'audits.imports',
    state: 'of team one',
    allowed: leads,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'audits.machineCases',
    state: 'of team one',
    allowed: leads,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'audits.putRight',
    state: 'of team one',
    allowed: leads,
    input: (_, { team }) => ({ teamId: team }),
  },
  {
    procedure: 'audits.putRightCounts',
    state: 'of team one',
    allowed: [...leads, 'manager'],
    input: (_, { team }) => ({ teamId: team }),
  },
  rowOn({
    procedure: 'audits.setPutRight',
    state: 'of the subject',
    allowed: leads,
    make: (world) => insertAudit(world),
    input: (who, itemId) => commandOf(who, { itemId, state: 'done', reason: null, doneOn: '2026-10-06' }),
  }),
  rowOn({
    procedure: 'audits.undoImport',
    state: 'nothing stands on it',
    allowed: leads,
    make: importedBatch,
    input: (who, importId) => commandOf(who, { importId }),
  }),
  {
    procedure: 'POST /api/import',
    state: 'into team one',
    allowed: leads,
    input: (_, { team }) => ({
      teamId: team,
      fileName: 'x.csv',
      mapping: { reference: 'r', case_ref: 'c', analyst: 'a', policy: 'p', decision: 'd', decided_at: 't' },
      violating: 'x',
      dryRun: true,
      strict: false,
    }),
    send: upload,
  },
]
