import { parseArgs } from 'node:util'
import { v7 as uuidv7 } from 'uuid'
import { appendAudit } from '#server/core/audit-trail.ts'
import { openDatabase, withOwner } from '#server/db/database.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import { draw } from '#server/features/draws/commands.ts'
import { readPreview } from '#server/features/draws/views.ts'
import type { DrawDesign } from '#shared/draws/contracts.ts'
import { allocations, goldenLimit, methods, purposes, sampleLimit, stratifiers } from '#shared/draws/rules.ts'
import type { DrawPreview } from '#shared/draws/views.ts'
import type { Actor } from '#shared/policy.ts'
import { withAddresses } from './owner-database.ts'
import { type Command, dayOption, type Io, required, UsageError } from './program.ts'

export const drawNew: Command = {
  name: 'draw new',
  usage:
    'draw new --team NAME --by EMAIL --from DATE --to DATE --size N [--purpose rates|coaching|verification] [--method random|stratified|risk] [--strata policy|queue|decision|language] [--allocation proportional|equal] [--policy CODE] [--queue NAME] [--language NAME] [--golden SHARE] [--preview] [--json]',
  summary:
    'Draws cases of a team’s audit log in the name of a lead of it, or with --preview says what the draw would be and draws nothing. --from and --to are days of the decisions, for a second verification of the verdicts, both included; --strata goes with --method stratified; --golden is the share of golden cases, 0 to 0.3. 1 is answered where there is no such draw',
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        team: { type: 'string' },
        by: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        size: { type: 'string' },
        purpose: { type: 'string', default: 'rates' },
        method: { type: 'string' },
        strata: { type: 'string' },
        allocation: { type: 'string', default: 'proportional' },
        policy: { type: 'string' },
        queue: { type: 'string' },
        language: { type: 'string' },
        golden: { type: 'string', default: '0' },
        preview: { type: 'boolean', default: false },
        json: { type: 'boolean' },
      },
    })
    const by = values.strata === undefined ? null : known(stratifiers, values.strata, '--strata')
    const method = known(methods, values.method ?? (by ? 'stratified' : 'random'), '--method')
    if ((method === 'stratified') !== (by !== null))
      throw new UsageError('--strata goes with --method stratified, and that needs it')
    const design: Omit<DrawDesign, 'teamId'> = {
      ...{ method, by, purpose: known(purposes, values.purpose, '--purpose') },
      allocation: known(allocations, values.allocation, '--allocation'),
      firstDay: dayOption(values.from, '--from'),
      lastDay: dayOption(values.to, '--to'),
      policy: values.policy ?? null,
      queue: values.queue ?? null,
      language: values.language ?? null,
      size: sizeOption(values.size),
      goldenShare: shareOption(values.golden),
    }
    if (design.firstDay > design.lastDay) throw new UsageError('--from lies after --to')
    const [teamName, email] = [required(values.team, '--team'), required(values.by, '--by')]
    const found = await withAddresses(io.config, 'to write', async ({ ownerUrl, appUrl }) => {
      const { actor, teamId } = await leadOf(ownerUrl, { teamName, email })
      return await previewAndDraw(appUrl, actor, { ...design, teamId, isPreview: values.preview })
    })
    const { preview, drawId } = found
    if (values.json) io.say(JSON.stringify({ drawId, ...preview }))
    else printDraw(found, design, io)
    return preview.misfit === null ? 0 : 1
  },
}

function known<Value extends string>(values: readonly Value[], value: string, option: string): Value {
  const found = values.find((item) => item === value)
  if (found === undefined) throw new UsageError(`${option} is one of ${values.join(', ')}, not ${value}`)
  return found
}

function sizeOption(value: string | undefined): number {
  const size = Number(required(value, '--size'))
  if (!Number.isInteger(size) || size < 1 || size > sampleLimit)
    throw new UsageError(`--size is a whole number from 1 to ${sampleLimit}`)
  return size
}

function shareOption(value: string): number {
  const share = value.trim() === '' ? Number.NaN : Number(value)
  if (!(share >= 0 && share <= goldenLimit))
    throw new UsageError(`--golden is a share from 0 to ${goldenLimit}`)
  return share
}

/** Returns the team with the lead of it in whose name is drawn; as an actor who has no other role. */
async function leadOf(
  ownerUrl: string,
  { teamName, email }: { teamName: string; email: string },
): Promise<{ actor: Actor; teamId: string }> {
  return await withOwner(ownerUrl, async (db) => {
    const [org, ...others] = await people.organisations(db)
    if (!org || others.length > 0) throw new UsageError('There must be one organisation')
    const team = await people.teamNamed(db, org.org_id, teamName)
    if (!team) throw new UsageError(`There is no team called ${teamName}`)
    const teamId = team.team_id
    const person = await people.personByEmail(db, org.org_id, email.toLowerCase())
    if (!person || !(await people.leadsToday(db, { org: org.org_id, person, teamId })))
      throw new UsageError(`${email} does not lead ${team.name}`)
    return { teamId, actor: { org: org.org_id, person, roles: [{ role: 'lead', teamId, function: null }] } }
  })
}

interface Found {
  preview: DrawPreview
  /** Null where nothing was drawn. */
  drawId: string | null
}

/** Works out what a draw would be, and draws it as that says, in the name of the actor and as row security lets them. */
async function previewAndDraw(
  appUrl: string,
  actor: Actor,
  { isPreview, ...design }: DrawDesign & { isPreview: boolean },
): Promise<Found> {
  const database = openDatabase(appUrl, { connections: 1 })
  try {
    const preview = await database.read(actor, (db) => readPreview({ db, actor }, design))
    if (isPreview || preview.misfit !== null) return { preview, drawId: null }
    const drawId = uuidv7()
    await database.write(actor, async (db) => {
      await draw({ db, actor }, { ...design, drawId, frameHash: preview.frameHash })
      const details = { size: design.size, frame: preview.frameSize }
      await appendAudit(db, { action: 'draws.draw', entityId: drawId, teamId: design.teamId, details })
    })
    return { preview, drawId }
  } finally {
    await database.close()
  }
}

const whyNot = {
  empty: 'there is nothing to draw from on these days',
  too_few: 'fewer than there are strata: draw more, so that every case has a chance',
  too_many: 'there are fewer cases than that',
  large: 'there are more than 20,000 cases: name fewer days',
  share: 'a second verification takes 5 to 10 % of the verified cases',
} satisfies Record<NonNullable<DrawPreview['misfit']>, string>

function printDraw({ preview, drawId }: Found, { size }: Omit<DrawDesign, 'teamId'>, { say }: Io): void {
  const { misfit, frameSize, excluded, strata, golden, smallest, rate, effectiveN, sizes } = preview
  const left = excluded.map(({ reason, n }) => `${n} ${reason}`).join(', ')
  say(`${frameSize} cases to draw from${left ? `; left out: ${left}` : ''}`)
  if (misfit !== null) {
    say(`No draw: ${whyNot[misfit]}`)
    if (sizes) say(`--size would be ${sizes.least} to ${sizes.highest}`)
    return
  }
  for (const stratum of strata)
    say(
      `${stratum.name || 'all cases'}  ${stratum.drawn} of ${stratum.size}  chance ${percent(stratum.chance)}`,
    )
  if (golden.size > 0) say(`${golden.size} golden cases go with them`)
  say(
    smallest === null
      ? 'This sample is too small to show any change.'
      : `Two such samples show a rise of the error rate from ${percent(rate)} by ${(smallest * 100).toFixed(1)} percentage points or more (worth ${Math.floor(effectiveN)} equally likely cases).`,
  )
  say(drawId === null ? 'Nothing was drawn.' : `Drawn: ${size} cases, ${drawId}`)
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
