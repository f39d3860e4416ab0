import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { withOwner } from '#server/db/database.ts'
import * as people from '#server/features/administration/administer-queries.ts'
import { moveIn, readHistory, takeBack } from '#server/features/reviews/move-in-commands.ts'
import { actAsNobody, type MoveInTarget, movesOfTeam } from '#server/features/reviews/move-in-queries.ts'
import { moveOf } from '#server/features/reviews/move-in-views.ts'
import { isAppError } from '#shared/core/errors.ts'
import { differencesCsv } from '#shared/reviews/move-in-csv.ts'
import { type MoveInSource, moveInSources } from '#shared/reviews/move-in-history.ts'
import { fileLimit, type MoveInReport } from '#shared/reviews/move-in-views.ts'
import { type CriticalKind, criticalKinds } from '#shared/rubrics/rules.ts'
import { chooserOf } from './move-in-people.ts'
import { withOwnerUrl } from './owner-database.ts'
import { type Command, dayOption, type Io, required, UsageError } from './program.ts'

/** Works in one transaction as nobody, for the one organisation. */
async function inOrganisation<T>(io: Io, work: (target: MoveInTarget) => Promise<T>): Promise<T> {
  return await withOwnerUrl(io.config, 'to write', (ownerUrl) =>
    withOwner(ownerUrl, (db) =>
      db.transaction().execute(async (query) => {
        const [org, ...others] = await people.organisations(query)
        if (!org || others.length > 0) throw new UsageError('There must be one organisation')
        const target = { org: org.org_id, actor: null, query }
        await actAsNobody(target)
        return await work(target)
      }),
    ),
  )
}

async function teamCalled({ org, query }: MoveInTarget, name: string): Promise<string> {
  const team = await people.teamNamed(query, org, name)
  if (!team) throw new UsageError(`There is no team called ${name}`)
  return team.team_id
}

export const importReviews: Command = {
  name: 'import reviews',
  usage: `import reviews --from ${moveInSources.join('|')} FILE... --team NAME [--critical-kind ${criticalKinds.join('|')}] [--create-people TEAM] [--create-people-file FILE] [--left-before DATE] [--differences FILE] [--check] [--json]`,
  summary:
    'Moves in the history of a team from another system: rubrics, reviews, disputes and calibration sessions as Zendesk QA exports them (JSON, one file or several), or MaestroQA’s total_scores and section_scores (CSV). All of it or nothing; moved in again, nothing is doubled. Each score is computed again from its ratings, and each that differs is named; --differences writes them as CSV. --critical-kind says what failing a critical category means, which the files do not. --check stores nothing. People are found by e-mail address, reference or name. Whoever the files name and nobody knows is listed; --create-people makes them, those whose work was reviewed as analysts of that team, --create-people-file those of a file as import people reads it, with its names, teams and first days, and --left-before those whose last row is older as people who have left. A first day that nobody says is that of their first row. Nobody is invited: import people does that, with the same file. Answers about wellbeing are never moved in',
  isBulk: true,
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: { type: 'string' },
        team: { type: 'string' },
        'critical-kind': { type: 'string', default: 'user_harm' },
        'create-people': { type: 'string' },
        'create-people-file': { type: 'string' },
        'left-before': { type: 'string' },
        differences: { type: 'string' },
        check: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    const source = sourceOf(required(values.from, '--from'))
    const team = required(values.team, '--team')
    required(positionals[0], 'FILE')
    if (positionals.length > fileLimit) throw new UsageError(`At most ${fileLimit} files`)
    const criticalKind = kindOf(values['critical-kind'])
    const files = await Promise.all(
      positionals.map(async (file) => ({
        name: path.basename(file),
        bytes: await readFile(path.resolve(file)),
      })),
    )
    const leftBefore = values['left-before']
    const making = {
      team: values['create-people'],
      file: values['create-people-file'],
      leftBefore: leftBefore === undefined ? null : dayOption(leftBefore, '--left-before'),
    }
    const history = await readHistory(files, { source })
    const report = await inOrganisation(io, async (target) => {
      const teamId = await teamCalled(target, team)
      const teams = { own: teamId, called: (name: string) => teamCalled(target, name) }
      return await moveIn(
        target,
        history,
        {
          ...{ teamId, source, criticalKind, check: values.check },
          files: files.map(({ name, bytes }) => ({ name, size: bytes.length })),
        },
        { now: Date.now, choose: await chooserOf(making, teams) },
      )
    })
    if (values.differences)
      await writeFile(path.resolve(values.differences), differencesCsv(report.differences))
    if (values.json) io.say(JSON.stringify(report))
    else printReport(report, io)
    if (report.problems.length > 0) return 1
    return report.refused > 0 ? 3 : 0
  },
}

function sourceOf(word: string): MoveInSource {
  const source = moveInSources.find((known) => known === word)
  if (!source) throw new UsageError(`--from is one of ${moveInSources.join(', ')}`)
  return source
}

function kindOf(word: string): CriticalKind {
  const kind = criticalKinds.find((known) => known === word)
  if (!kind) throw new UsageError(`--critical-kind is one of ${criticalKinds.join(', ')}`)
  return kind
}

function printReport(report: MoveInReport, { say }: Io): void {
  for (const { file, place, problem, detail } of report.problems)
    say(`${file} ${place}: ${problem}${detail === null ? '' : ` ${detail}`}`)
  if (report.problems.length > 0) {
    say('Nothing was moved in.')
    return
  }
  const { rubrics, versions, reviews, machines, disputes, rounds } = report.added
  const begun = report.check ? 'Would move in' : 'Moved in'
  say(`${begun} ${rubrics} rubrics with ${versions} versions, ${reviews} reviews (${machines} by machines),`)
  say(
    `${disputes} disputes and ${rounds} rounds; ${report.known} are here already, ${report.refused} refused.`,
  )
  printUnknown(report, say)
  for (const { kind, externalId } of report.changed)
    say(`changed there since, stays as it is: ${kind} ${externalId}`)
  for (const { file, place, reason, about } of report.leftOut) say(`${file} ${place}: ${reason} ${about}`)
  say(`${report.differences.length} of ${report.compared} stored scores differ from their ratings:`)
  for (const { about, stored, outOf, reckoned, reason } of report.differences)
    say(
      `  ${about}: stored ${stored} of ${outOf}, reckoned ${reckoned?.toFixed(2) ?? 'nothing'} %, ${reason}`,
    )
  if (report.moveInId) say(`It can be undone: dure import undo-reviews ${report.moveInId}`)
}

function printUnknown({ unknown }: MoveInReport, say: Io['say']): void {
  if (unknown.length === 0) return
  const made = unknown.filter((person) => person.made).length
  say(`${unknown.length} people are not known here, ${made} of them are made (--create-people makes them):`)
  for (const { called, name, reviewed, reviewing, firstDay, lastDay, namesakes, ...person } of unknown)
    say(
      `  ${called}${name === called ? '' : ` (${name})`}: ${reviewed} reviews of their work, ${reviewing} rows by them, ${firstDay} to ${lastDay}${namesakes > 0 ? `, ${namesakes} here have this name` : ''}${person.made ? '' : ', left out'}`,
    )
}

export const listReviews: Command = {
  name: 'import list-reviews',
  usage: 'import list-reviews --team NAME [--json]',
  summary: 'What was moved in for a team, the latest first, with the ids by which it can be undone',
  async run(args, io) {
    const { values } = parseArgs({
      args,
      options: { team: { type: 'string' }, json: { type: 'boolean', default: false } },
    })
    const name = required(values.team, '--team')
    const rows = await inOrganisation(io, async (target) =>
      movesOfTeam(target, await teamCalled(target, name)),
    )
    const moves = rows.map(moveOf)
    if (values.json) io.say(JSON.stringify(moves))
    else
      for (const { moveInId, source, files, at, counts, undoneAt } of moves)
        io.say(
          `${moveInId}  ${at}  ${source} ${files.join(', ')}: ${counts.reviews} reviews${undoneAt ? ', undone' : ''}`,
        )
    return 0
  },
}

export const undoReviews: Command = {
  name: 'import undo-reviews',
  usage: 'import undo-reviews ID [--json]',
  summary: 'Takes what was moved in back whole, while nothing stands on it; rubrics are again what they were',
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    })
    const moveInId = required(positionals[0], 'ID')
    if (!/^[\da-f-]{36}$/i.test(moveInId)) throw new UsageError('ID is one of dure import list-reviews')
    try {
      await inOrganisation(io, (target) => takeBack(target, moveInId))
    } catch (error) {
      if (!isAppError(error) || error.code !== 'CONFLICT') throw error
      const { reason, values: stands } = error.details
      if (reason === 'move_in_undone') throw new UsageError('There is no such move, or it is undone already')
      if (reason === 'import_running') throw new UsageError('An import is running')
      const counts = Object.entries(stands ?? {}).filter(([, count]) => Number(count) > 0)
      const named = counts.map(([what, count]) => `${count} ${what}`).join(', ')
      throw new UsageError(`Something stands on it by now: ${named}`)
    }
    io.say(values.json ? JSON.stringify({ moveInId, undone: true }) : 'It is undone.')
    return 0
  },
}
