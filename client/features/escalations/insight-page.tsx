import './insight.css'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { paths as scorecardPaths } from '#client/commands/scorecards-paths.ts'
import { download } from '#client/lib/download.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { teamsLed, teamsManaged, useMe } from '#client/lib/me.ts'
import { useNames } from '#client/lib/names.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { trpc } from '#client/lib/trpc.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { SelectField } from '#client/ui/select-field.tsx'
import { EmptyState } from '#client/ui/states.tsx'
import {
  type InsightAlone,
  type InsightFigure,
  type InsightLate,
  type InsightView,
  insightParts,
  type Quantile,
} from '#shared/escalations/insight-views.ts'
import { escalationKinds } from '#shared/escalations/rules.ts'
import { severities } from '#shared/escalations/step-rules.ts'
import { partnerFunctions } from '#shared/people/role-rules.ts'
import { percentageFloor } from '#shared/statistics/floors.ts'
import { wilson } from '#shared/statistics/interval.ts'
import { type LanguageRow, languageRows } from './insight-languages.ts'

const monthsBack = 12

/** Returns the last months where the team is, the current one first. */
function monthsOf(zone: string): string[] {
  const now = Temporal.Now.plainDateISO(zone).toPlainYearMonth()
  return Array.from({ length: monthsBack }, (_, back) => now.subtract({ months: back }).toString())
}

/** The figures of a team's month: a page to read, to print and to take along as a file. */
export function InsightPage() {
  const t = useT()
  const me = useMe()
  const [search, setSearch] = useSearchParams()
  const teams = [
    ...new Map([...teamsLed(me), ...teamsManaged(me)].map((team) => [team.teamId, team])).values(),
  ]
  const team = teams.find(({ teamId }) => teamId === search.get('team')) ?? teams[0]
  const months = monthsOf(team?.zone ?? me.person.zone)
  const month = months.find((known) => known === search.get('month')) ?? months[0] ?? ''
  const teamId = team?.teamId ?? ''
  const query = useQuery({
    ...trpc.escalations.insight.queryOptions({ teamId, month }),
    enabled: team !== undefined,
  })
  const { data: trends } = useQuery({
    ...trpc.scorecards.trends.queryOptions({ teamId }),
    enabled: team !== undefined,
  })
  const monthName = useMonthName()
  const languages = trends ? languageRows(trends) : []
  if (!team)
    return (
      <DetailPage title={t('insight.title')} back={appPaths.me}>
        <EmptyState text={t('insight.noTeam')} />
      </DetailPage>
    )
  const change = (name: 'team' | 'month', value: string) =>
    setSearch(
      (before) => {
        before.set(name, value)
        return before
      },
      { replace: true, preventScrollReset: true },
    )
  const { data } = query
  return (
    <DetailPage
      title={t('insight.title')}
      back={appPaths.me}
      asOf={query.dataUpdatedAt || undefined}
      more={[
        ...(data ? [{ label: t('insight.csv'), onSelect: () => void saveFigures(data) }] : []),
        ...(trends && languages.length > 0
          ? [
              {
                label: t('insight.csv.languages'),
                onSelect: () =>
                  void saveLanguages(
                    { teamName: trends.teamName, from: trends.firstWeek, through: trends.dataThrough },
                    languages,
                  ),
              },
            ]
          : []),
        ...(data ? [{ label: t('insight.print'), onSelect: () => print() }] : []),
      ]}
    >
      <div className="inset inset-block stack print-hidden">
        {teams.length > 1 && (
          <SelectField
            label={t('insight.team')}
            value={teamId}
            onChange={(value) => change('team', value)}
            options={teams.map((option) => ({ value: option.teamId, label: option.name }))}
          />
        )}
        <SelectField
          label={t('insight.month')}
          value={month}
          onChange={(value) => change('month', value)}
          options={months.map((value) => ({ value, label: monthName(value) }))}
        />
      </div>
      <Loaded query={query} rows={6} notFound={t('error.NOT_FOUND')}>
        {(view) => (
          <div className="inset inset-block stack">
            <Part heading={`${view.teamName} · ${monthName(view.month)}`} variant="heading">
              <p>{t('insight.raised', { n: view.raised })}</p>
            </Part>
            <Figures view={view} />
            <Alone view={view} />
            <Late view={view} />
            <Waiting view={view} />
            <Ages view={view} />
            <Languages rows={languages} />
            <Part heading={t('insight.versions')} className="print-hidden">
              <ul>
                <Row size="short" title={t('insight.versions.see')} to={scorecardPaths.trends(teamId)} />
              </ul>
            </Part>
            <p className="text-label text-quiet">{t('insight.how')}</p>
          </div>
        )}
      </Loaded>
    </DetailPage>
  )
}

function useMonthName(): (month: string) => string {
  const { locale } = useFormat()
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  return (month) => format.format(new Date(`${month}-01T00:00:00Z`))
}

async function saveFigures(view: InsightView): Promise<void> {
  const { insightCsv } = await import('./insight-csv.ts')
  download(`dure-escalations-${view.month}.csv`, insightCsv(view))
}
async function saveLanguages(
  about: { teamName: string; from: string; through: string | null },
  rows: readonly LanguageRow[],
): Promise<void> {
  const { languagesCsv } = await import('./insight-csv.ts')
  download(`dure-languages-${about.from}.csv`, languagesCsv(about, rows))
}

/** Names the severity, kind or function of a figure. */
function useCodeName(): (figure: Pick<InsightFigure, 'part' | 'code'>) => string {
  const t = useT()
  return ({ code }) => {
    const severity = severities.find((known) => known === code)
    if (severity) return t(`esc.severity.${severity}`)
    const kind = escalationKinds.find((known) => known === code)
    if (kind) return t(`esc.kind.${kind}`)
    const partner = partnerFunctions.find((known) => known === code)
    return partner ? t(`esc.function.${partner}`) : t('insight.function.none')
  }
}

function Figures({ view: { figures } }: { view: InsightView }) {
  const t = useT()
  const nameOf = useCodeName()
  if (figures.length === 0) return <p className="text-quiet">{t('insight.none')}</p>
  return insightParts.map((part) => {
    const listed = figures.filter((figure) => figure.part === part)
    const codes = [...new Set(listed.map(({ code }) => code))].toSorted(byOrder)
    return (
      <Part key={part} heading={t(`insight.part.${part}`)} className="insight-part">
        <DefinitionList variant="stacked">
          {codes.map((code) =>
            part === 'all' ? (
              listed.map((figure) => (
                <Definition key={figure.clock} term={t(`esc.clock.${figure.clock}`)}>
                  <FigureLine figure={figure} />
                </Definition>
              ))
            ) : (
              <Definition key={code} term={nameOf({ part, code })}>
                <span className="insight-lines">
                  {listed
                    .filter((figure) => figure.code === code)
                    .map((figure) => (
                      <span key={figure.clock}>
                        {t(`esc.clock.${figure.clock}`)}: <FigureLine figure={figure} />
                      </span>
                    ))}
                </span>
              </Definition>
            ),
          )}
        </DefinitionList>
      </Part>
    )
  })
}

/** The order in which severities, kinds and partners are listed everywhere: figures rank nothing. */
const order: readonly string[] = [...severities, ...escalationKinds, ...partnerFunctions]
const byOrder = (left: string, right: string) => order.indexOf(left) - order.indexOf(right)

/** Says how many were in time, and the median and ninth decile with their intervals, as far as so many allow. */
function FigureLine({ figure: { met, n, times } }: { figure: InsightFigure }) {
  const t = useT()
  const format = useFormat()
  const of = format.xOfN(met, n)
  const interval = n >= percentageFloor ? wilson(met, n) : null
  const minutes = (value: number | null) =>
    value === null ? t('insight.open') : format.duration(value * 60_000)
  const texts = ({ value, low, high }: Quantile) => ({
    value: minutes(value),
    low: minutes(low),
    high: minutes(high),
  })
  const [median, ninth] = n >= percentageFloor ? times : []
  const parts = [
    interval
      ? t('insight.met', { of, range: format.percentRange(interval.low, interval.high) })
      : t('insight.met.few', { of }),
    median && t('insight.median', texts(median)),
    ninth && t('insight.ninth', texts(ninth)),
  ]
  return <>{parts.filter(Boolean).join(' · ')}</>
}

function Waiting({ view: { waiting } }: { view: InsightView }) {
  const t = useT()
  const format = useFormat()
  return (
    <Listed heading={t('insight.waiting')} none={t('insight.waiting.none')}>
      {waiting.map(({ role, state, n, oldest }) => (
        <Definition
          key={`${role} ${state}`}
          term={`${t(`insight.waiting.${role}`)} · ${t(`insight.waiting.${state}`)}`}
        >
          {t('insight.waiting.n', { n, age: format.duration(Date.now() - Date.parse(oldest)) })}
        </Definition>
      ))}
    </Listed>
  )
}

const ageBuckets = ['0', '1', '2', '3', '4'] as const

function Ages({ view: { ages } }: { view: InsightView }) {
  const t = useT()
  const listed = severities.filter((severity) => ages.some((age) => age.severity === severity))
  return (
    <Listed heading={t('insight.ages')} none={t('insight.ages.none')}>
      {listed.map((severity) => (
        <Definition key={severity} term={t(`esc.severity.${severity}`)}>
          {ageBuckets
            .flatMap((bucket) => {
              const n = ages.find((age) => age.severity === severity && String(age.bucket) === bucket)?.n
              return n === undefined ? [] : t('insight.age.n', { age: t(`insight.age.${bucket}`), n })
            })
            .join(' · ')}
        </Definition>
      ))}
    </Listed>
  )
}

function Alone({ view: { alone } }: { view: InsightView }) {
  const t = useT()
  const format = useFormat()
  return (
    <Listed heading={t('insight.alone')} none={t('insight.alone.none')} rows>
      {alone.map((item) => (
        <ListedRow
          key={`${item.escalationId} ${item.how}`}
          item={item}
          detail={[t(`insight.alone.${item.how}`), format.dateTime(item.at)]}
        />
      ))}
    </Listed>
  )
}

function Late({ view: { late } }: { view: InsightView }) {
  const t = useT()
  const format = useFormat()
  const lateness = ({ clock, dueAt, stoppedAt }: InsightLate) =>
    t(stoppedAt ? 'insight.late.by' : 'insight.late.runs', {
      clock: t(`esc.clock.${clock}`),
      over: format.duration((stoppedAt ? Date.parse(stoppedAt) : Date.now()) - Date.parse(dueAt)),
    })
  return (
    <Listed heading={t('insight.late')} none={t('insight.late.none')} rows>
      {late.map((item) => (
        <ListedRow
          key={`${item.escalationId} ${item.clock}`}
          item={item}
          detail={[
            lateness(item),
            item.pauses.length === 0
              ? t('insight.late.noReason')
              : item.pauses.map((reason) => t(`esc.pause.${reason}`)).join(', '),
          ]}
        />
      ))}
    </Listed>
  )
}

function ListedRow({
  item: { escalationId, severity, kind, summary, reference },
  detail,
}: {
  item: Pick<InsightAlone, 'escalationId' | 'severity' | 'kind' | 'summary' | 'reference'>
  detail: readonly string[]
}) {
  const t = useT()
  return (
    <Row
      title={summary ?? t('insight.child', { reference })}
      detail={[t(`esc.severity.${severity}`), t(`esc.kind.${kind}`), ...detail].join(' · ')}
      to={appPaths.escalation(escalationId)}
    />
  )
}

type ListedProps = { heading: string; none: string; rows?: boolean; children: readonly ReactNode[] }

function Listed({ heading, none, rows = false, children }: ListedProps) {
  return (
    <Part heading={heading} className="insight-part">
      {children.length === 0 ? (
        <p className="text-quiet">{none}</p>
      ) : rows ? (
        <ul>{children}</ul>
      ) : (
        <DefinitionList variant="stacked">{children}</DefinitionList>
      )}
    </Part>
  )
}

/** A table of languages with people and machines apart: what transparency reports ask for. */
function Languages({ rows }: { rows: readonly LanguageRow[] }) {
  const t = useT()
  const names = useNames()
  const format = useFormat()
  const nameOf = (language: string | null) =>
    language === null
      ? t('insight.joined')
      : language === ''
        ? t('insight.unknown')
        : names.language(language)
  const share = (value: number, low: number, high: number) =>
    `${format.percent(value)} (${format.percentRange(low, high)})`
  return (
    <Part heading={t('insight.languages')} className="insight-part">
      <p className="text-label text-quiet">{t('insight.languages.how')}</p>
      {rows.length === 0 ? (
        <p className="text-quiet">{t('insight.languages.none')}</p>
      ) : (
        <section className="insight-table" aria-label={t('insight.languages')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('insight.language')}</th>
                <th scope="col">{t('insight.by')}</th>
                <th scope="col">{t('insight.n')}</th>
                <th scope="col">{t('insight.accuracy')}</th>
                <th scope="col">{t('insight.errors')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ language, by, rate, accuracy }) => (
                <tr key={`${by} ${language}`}>
                  <th scope="row">{nameOf(language)}</th>
                  <td>{t(`insight.by.${by}`)}</td>
                  <td>{format.number(rate.n)}</td>
                  <td>
                    {accuracy
                      ? share(accuracy.share, accuracy.low, accuracy.high)
                      : format.xOfN(rate.x, rate.n)}
                  </td>
                  <td>
                    {accuracy
                      ? share(1 - accuracy.share, 1 - accuracy.high, 1 - accuracy.low)
                      : format.xOfN(rate.n - rate.x, rate.n)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Part>
  )
}
