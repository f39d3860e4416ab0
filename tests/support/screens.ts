import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Page } from 'playwright-core'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { Schema } from '#server/db/schema.ts'
import { idsFrom } from '#server/demo/identity.ts'
import { invitationToken } from '#server/demo/organisation.ts'
import { emailOf, newJoiner, type TeamKey } from '#server/demo/people.ts'
import { demoSeed } from '#server/demo/seed.ts'
import { drift } from '#server/demo/story.ts'

/** Something to look at: an address, and what is done there before it is looked at. */
export interface Screen {
  name: string
  path: string
  /** Brings up what lies over the screen: a sheet, a menu. */
  open?: (page: Page, t: Translate) => Promise<void>
}

export const screenRoles = ['nobody', 'analyst', 'lead', 'manager', 'partner', 'admin'] as const
export type ScreenRole = (typeof screenRoles)[number]

/** The screens of the demo organisation in one language, by who sees them. */
export interface ScreenCast {
  locale: 'ko' | 'en'
  email: Record<Exclude<ScreenRole, 'nobody'>, string>
  screens: Record<ScreenRole, readonly Screen[]>
}

interface Names {
  locale: 'ko' | 'en'
  team: TeamKey
  lead: string
  manager: string
  partner: string
  admin: string
  /** Has shared notes, cases, and a figure on every screen. */
  analyst: string
  /** Whose data is worth a look, if anybody's is. */
  watched: string
  /** About whom the lead keeps a note that nobody else may read. */
  kept: string
  /** Waits for an answer to a request for another look. */
  asking: string
  newest: string
  /** Shares a check-in with the lead. */
  sharing: string
  /** Who raised what the manager of this cast decides. */
  raiser: string
  /** The analyst who raised a policy gap. */
  gap: string
}

const names: readonly Names[] = [
  {
    locale: 'ko',
    team: 'community',
    lead: 'haesol.jeong',
    manager: 'hyein.shim',
    partner: 'narae.gu',
    admin: 'sora.jin',
    analyst: 'jihu.nam',
    watched: drift.key,
    kept: 'yerin.han',
    asking: 'haram.ryu',
    newest: newJoiner,
    sharing: 'yunseul.chae',
    raiser: 'haesol.jeong',
    gap: 'jihu.nam',
  },
  {
    locale: 'en',
    team: 'dublin',
    lead: 'aoife.brannigan',
    manager: 'niall.keaveney',
    partner: 'maeve.costigan',
    admin: 'caoimhe.duignan',
    analyst: 'priya.ramanathan',
    watched: 'lucia.ferreiro',
    kept: 'lucia.ferreiro',
    asking: 'eoghan.tierney',
    newest: 'kojo.amankrah',
    sharing: 'amara.nwosu',
    raiser: 'aoife.brannigan',
    gap: 'priya.ramanathan',
  },
]

/** Both casts of the demo organisation, whose rows this reads to know what there is to open. */
export async function screenCasts(db: Kysely<Schema>): Promise<ScreenCast[]> {
  return await Promise.all(names.map(async (of) => ({ ...castOf(of), screens: await screensOf(db, of) })))
}

function castOf({ locale, lead, manager, partner, admin, analyst }: Names): Omit<ScreenCast, 'screens'> {
  return {
    locale,
    email: {
      lead: emailOf(lead),
      manager: emailOf(manager),
      partner: emailOf(partner),
      admin: emailOf(admin),
      analyst: emailOf(analyst),
    },
  }
}

const clickButton =
  (name: (t: Translate) => string) =>
  async (page: Page, t: Translate): Promise<void> =>
    await page
      .getByRole('button', { name: name(t), exact: true })
      .first()
      .click()

async function screensOf(db: Kysely<Schema>, of: Names): Promise<ScreenCast['screens']> {
  const id = idsFrom(demoSeed)
  const teamId = id('team', of.team)
  const [analyst, watched, kept] = [id('person', of.analyst), id('person', of.watched), id('person', of.kept)]
  const [asking, newest] = [id('person', of.asking), id('person', of.newest)]
  const sharing = id('person', of.sharing)
  const noteOf = async (subjectId: string, audience: 'me' | 'manager') =>
    await db
      .selectFrom('note')
      .select('note_id')
      .where('subject_id', '=', subjectId)
      .where('audience', '=', audience)
      .executeTakeFirstOrThrow()
  const lookOf = await db
    .selectFrom('another_look')
    .select('audit_id')
    .where('analyst_id', '=', asking)
    .where('status', '=', 'open')
    .executeTakeFirstOrThrow()
  const error = await db
    .selectFrom('audit')
    .select('audit_id')
    .where('analyst_id', '=', analyst)
    .where('outcome', '=', 'correct')
    .orderBy('decided_at', 'desc')
    .executeTakeFirstOrThrow()
  const escalationOf = async (raiserId: string, severity: 'P1' | 'P2') =>
    await db
      .selectFrom('escalation')
      .select('escalation_id')
      .where('raiser_id', '=', raiserId)
      .where('severity', '=', severity)
      .executeTakeFirstOrThrow()
  const urgent = paths.escalation((await escalationOf(id('person', of.raiser), 'P1')).escalation_id)
  const gap = paths.escalation((await escalationOf(id('person', of.gap), 'P2')).escalation_id)
  const shared = paths.note((await noteOf(analyst, 'manager')).note_id)
  const secret = paths.note((await noteOf(kept, 'me')).note_id)
  const withPart = (path: string, part: string) => `${path}?part=${part}`
  const own: Screen[] = [
    { name: 'me', path: paths.me },
    { name: 'notifications', path: paths.notifications },
    { name: 'devices', path: paths.devices },
    { name: 'inbox', path: paths.inbox },
    { name: 'recorded', path: paths.recorded },
    { name: 'unsent', path: paths.unsent },
    { name: 'about', path: paths.about },
  ]
  const wellbeing: Screen[] = [
    { name: 'wellbeing', path: paths.wellbeing },
    { name: 'help-now', path: paths.wellbeing, open: clickButton((t) => t('help.now')) },
    { name: 'consent', path: paths.consent },
    { name: 'check-in', path: paths.checkIn, open: answerFaces },
    { name: 'own-check-ins', path: paths.ownCheckIns },
    { name: 'exposure', path: paths.exposure },
  ]
  return {
    nobody: [
      { name: 'sign-in', path: '/' },
      { name: 'invitation', path: `${paths.invitation}#${invitationToken(demoSeed)}` },
      {
        name: 'invitation-password',
        path: `${paths.invitation}#${invitationToken(demoSeed)}`,
        open: clickButton((t) => t('invitation.next')),
      },
      { name: 'invitation-gone', path: `${paths.invitation}#gone` },
    ],
    lead: [
      { name: 'today', path: paths.today },
      { name: 'today-compose', path: paths.today, open: clickButton((t) => t('compose.line')) },
      { name: 'team', path: paths.team() },
      { name: 'team-order', path: paths.team(), open: clickButton((t) => t('team.order')) },
      { name: 'metric-missed', path: paths.metric(teamId, 'missed') },
      { name: 'metric-over-enforced', path: paths.metric(teamId, 'over_enforced') },
      { name: 'person', path: paths.person(watched) },
      { name: 'person-scorecard', path: withPart(paths.person(analyst), 'scorecard') },
      { name: 'person-actions', path: withPart(paths.person(analyst), 'actions') },
      { name: 'cases', path: paths.personCases(analyst) },
      { name: 'case', path: paths.case(lookOf.audit_id) },
      {
        name: 'case-answer',
        path: paths.case(lookOf.audit_id),
        open: clickButton((t) => t('look.answer')),
      },
      { name: 'note', path: shared },
      { name: 'note-private', path: secret },
      // Each about another person: what one begins stays on the phone as a draft.
      { name: 'note-editor-audience', path: paths.newNote(newest) },
      { name: 'note-editor', path: paths.person(watched), open: coach },
      { name: 'note-editor-evidence', path: paths.newNote(analyst), open: chooseEvidence },
      { name: 'note-editor-action', path: paths.newNote(asking), open: addAction },
      { name: 'wellbeing', path: paths.wellbeing },
      { name: 'talks', path: paths.talks },
      { name: 'talk-answer', path: paths.talks, open: clickButton((t) => t('talk.answer')) },
      { name: 'shared-check-ins', path: paths.sharedCheckIns(sharing), open: readShared },
      { name: 'team-totals', path: paths.teamTotals(teamId) },
      { name: 'protocol', path: paths.protocol },
      { name: 'escalations', path: `${paths.escalations}?of=team` },
      { name: 'escalation', path: gap },
      { name: 'escalation-asked', path: `${urgent}?decide` },
      { name: 'escalation-comment', path: gap, open: clickButton((t) => t('esc.step.comment')) },
      { name: 'raise', path: paths.raise({ person: watched }) },
      { name: 'delegate', path: paths.delegate },
      { name: 'import', path: paths.importAudits(teamId) },
      { name: 'import-columns', path: paths.importAudits(teamId), open: chooseFile },
      ...own,
      { name: 'sign-out', path: paths.me, open: clickButton((t) => t('me.signOut')) },
      { name: 'forbidden', path: paths.record },
      { name: 'not-found', path: '/nowhere' },
    ],
    analyst: [
      { name: 'today', path: paths.today },
      { name: 'record', path: paths.record },
      { name: 'record-notes', path: withPart(paths.record, 'notes') },
      { name: 'record-actions', path: withPart(paths.record, 'actions') },
      { name: 'cases', path: paths.personCases(analyst) },
      { name: 'case', path: paths.case(error.audit_id) },
      { name: 'case-ask', path: paths.case(error.audit_id), open: clickButton((t) => t('score.review')) },
      { name: 'note', path: shared },
      { name: 'viewers', path: paths.viewers },
      ...wellbeing,
      // What lies beneath is the same for everybody.
      { name: 'me', path: paths.me },
      { name: 'escalations', path: paths.escalations },
      { name: 'escalation', path: gap },
      { name: 'raise', path: paths.raise(), open: chooseSeverity },
      { name: 'raise-child-safety', path: paths.raise({ case: error.audit_id }), open: chooseChildSafety },
    ],
    manager: [
      { name: 'today', path: paths.today },
      { name: 'teams', path: paths.teams },
      { name: 'team-figures', path: paths.teamFigures(teamId) },
      { name: 'approval', path: `${urgent}?decide` },
      { name: 'approval-reject', path: `${gap}?decide`, open: clickButton((t) => t('approve.no')) },
      { name: 'escalations', path: `${paths.escalations}?of=team` },
      { name: 'escalation', path: urgent },
      { name: 'delegate', path: paths.delegate },
      { name: 'note', path: `${shared}?of=${analyst}` },
      { name: 'wellbeing', path: paths.wellbeing },
      { name: 'team-totals', path: paths.teamTotals(teamId) },
      { name: 'me', path: paths.me },
    ],
    partner: [
      { name: 'inbox', path: paths.escalations },
      { name: 'me', path: paths.me },
      { name: 'forbidden', path: paths.record },
    ],
    admin: [
      { name: 'me', path: paths.me },
      { name: 'administration', path: paths.administration() },
      { name: 'administration-teams', path: paths.administration('teams') },
      { name: 'wellbeing-settings', path: paths.wellbeingSettings },
      { name: 'calendar', path: paths.calendar },
      { name: 'administration-team', path: `${paths.administration('teams')}&team=${teamId}` },
      { name: 'administration-organisation', path: paths.administration('organisation') },
      { name: 'directory-person', path: paths.directoryPerson(id('person', newJoiner)) },
      {
        name: 'directory-person-again',
        path: paths.directoryPerson(id('person', newJoiner)),
        open: clickButton((t) => t('admin.invite.again')),
      },
      {
        name: 'directory-person-give',
        path: paths.directoryPerson(watched),
        open: clickButton((t) => t('admin.give')),
      },
      {
        name: 'directory-person-end',
        path: paths.directoryPerson(watched),
        open: clickButton((t) => t('admin.end')),
      },
      { name: 'invite', path: paths.invite },
      { name: 'invite-link', path: paths.invite, open: invite },
    ],
  }
}

/** Opens a screen by its address and waits until everything that it shows is there. */
export async function showScreen(page: Page, { path, open }: Screen, t: Translate): Promise<void> {
  await page.goto('about:blank')
  await page.goto(path)
  await waitUntilShown(page)
  if (!open) return
  await open(page, t)
  await waitUntilShown(page)
}

/** Until there is a title and nothing is on its way any more. */
async function waitUntilShown(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
}

async function chooseAudience(page: Page, t: Translate): Promise<void> {
  const sheet = page.getByRole('dialog', { name: t('note.readers.choose') })
  await sheet.getByRole('button').nth(2).click()
  await sheet.waitFor({ state: 'hidden' })
}

/** From the signal where the person has one, so that its cases come along. */
async function coach(page: Page, t: Translate): Promise<void> {
  const fromSignal = page.getByRole('link', { name: t('person.coach') })
  const plain = page.getByRole('button', { name: t('person.compose') })
  await fromSignal.or(plain).first().click()
  await chooseAudience(page, t)
  await page
    .getByRole('textbox', { name: t('note.field.text') })
    .fill(
      t('tab.today') === '오늘'
        ? '인용한 문장 뒤에 덧붙인 말까지 읽으면 판단이 달라지는 사례였습니다. 다음 면담에서 두 건을 함께 보겠습니다.'
        : 'Read past the quotation: what the author adds changes the decision. Let us look at two of these together.',
    )
  await page.getByRole('radio', { name: t('note.followup.fortnight') }).check()
}

/** The lowest, a middle one and the best, so that the ends of the scale and their words are seen. */
async function answerFaces(page: Page, t: Translate): Promise<void> {
  const chosen = { energy: 1, load: 3, support: 5 } as const
  for (const item of ['energy', 'load', 'support'] as const)
    await page
      .getByRole('radiogroup', { name: t(`checkin.${item}`) })
      .getByRole('radio', { name: t(`checkin.${item}.${chosen[item]}`), exact: true })
      .check()
}

/** What is shared is not kept on the phone, so it is only there with a network. */
async function readShared(page: Page, t: Translate): Promise<void> {
  await page.getByText(t('shared.protocol')).waitFor()
}

async function chooseEvidence(page: Page, t: Translate): Promise<void> {
  await chooseAudience(page, t)
  await page.getByRole('button', { name: t('note.evidence.none') }).click()
}

async function addAction(page: Page, t: Translate): Promise<void> {
  await chooseAudience(page, t)
  await page.getByRole('button', { name: t('note.action.add') }).click()
}

async function chooseFile(page: Page, t: Translate): Promise<void> {
  const rows = [
    'audit_ref,case_ref,analyst,policy,decision,gold_decision,decided_at',
    'A-1,C-1,SC01,hate-speech,remove,keep,2026-11-20',
    'A-2,C-2,SC02,spam,keep,keep,2026-11-20',
  ]
  await page
    .getByLabel(t('import.file.choose'))
    .setInputFiles({ name: 'audits.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) })
  await page.getByRole('heading', { name: t('import.columns') }).waitFor()
}

/** Somebody new each time: an address is used once. */
async function invite(page: Page, t: Translate): Promise<void> {
  const ko = t('tab.today') === '오늘'
  await page.getByLabel(t('admin.invite.name'), { exact: true }).fill(ko ? '윤서하' : 'Sadhbh Ryan')
  await page.getByLabel(t('admin.invite.email')).fill(`${randomUUID()}@dure.example`)
  await page.getByRole('radio', { name: t('admin.role.admin') }).check({ force: true })
  await page.getByRole('button', { name: t('admin.invite.send') }).click()
  await page.getByLabel(t('admin.link.label')).waitFor()
}

async function chooseSeverity(page: Page, t: Translate): Promise<void> {
  await page.getByRole('radio', { name: t('esc.kind.policy_gap') }).check()
  await page.getByRole('radio', { name: t('esc.severity.P2') }).check()
}

async function chooseChildSafety(page: Page, t: Translate): Promise<void> {
  await page.getByRole('radio', { name: t('esc.kind.safety') }).check()
  await page.getByRole('radio', { name: t('esc.category.child_safety') }).check()
  await page.getByRole('button', { name: t('raise.submit') }).click()
}
