import './ruling.css'
import { Link, useParams } from 'react-router'
import { paths as policyPaths } from '#client/commands/policies-paths.ts'
import { paths as questionPaths } from '#client/commands/questions-paths.ts'
import { paths } from '#client/commands/rulings-paths.ts'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { actorOf, useMe } from '#client/lib/me.ts'
import { paths as appPaths } from '#client/lib/paths.ts'
import { useWorkStatus } from '#client/lib/work-status.ts'
import { SyncLine } from '#client/offline/react/sync-line.tsx'
import { ButtonLink } from '#client/ui/button.tsx'
import { Dock } from '#client/ui/dock.tsx'
import { Loaded } from '#client/ui/loaded.tsx'
import { DetailPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { can } from '#shared/policy.ts'
import type { WriteUpView } from '#shared/rulings/views.ts'
import { usePlaceNames, usePlaceText, useWriteUp } from './data.ts'
import { GatheredCases, GatheredFacts } from './gathered-parts.tsx'
import { useMarkdown } from './use-markdown.ts'

/** Shows what a lead wrote up to Policy, with its facts, and what came of it; the partner who has it rules from here. */
export function WriteUpPage() {
  const t = useT()
  const { escalationId = '' } = useParams()
  const { online } = useWorkStatus()
  const query = useWriteUp(escalationId)
  const writeUp = query.data?.found
  const namesOf = usePlaceNames()
  const more = useMarkdown(writeUp && { place: namesOf(writeUp), gathered: writeUp, texts: writeUp })
  const rules = writeUp?.rules && writeUp.ruling === null
  return (
    <DetailPage
      title={t('writeUp.one')}
      back={appPaths.escalation(escalationId)}
      more={more}
      asOf={query.dataUpdatedAt || undefined}
      dock={
        rules && (
          <Dock>
            {online ? (
              <ButtonLink to={paths.rule(escalationId)}>{t('ruling.give')}</ButtonLink>
            ) : (
              <p className="text-label text-quiet">{t('ruling.preview.offline')}</p>
            )}
          </Dock>
        )
      }
    >
      <Loaded query={query} rows={4} notFound={t('writeUp.gone')}>
        {({ found }) => <WriteUp writeUp={found} />}
      </Loaded>
    </DetailPage>
  )
}

function WriteUp({ writeUp }: { writeUp: WriteUpView }) {
  const t = useT()
  const format = useFormat()
  const actor = actorOf(useMe())
  const placeText = usePlaceText()(writeUp)
  const { escalationId, teamId, ruling, textKo, textEn, cases, writtenAt } = writeUp
  const texts = [{ locale: 'ko', text: textKo } as const, { locale: 'en', text: textEn } as const].toSorted(
    (left, right) => Number(right.locale === format.locale) - Number(left.locale === format.locale),
  )
  const isPartner = actor.roles.some(({ role }) => role === 'partner')
  return (
    <article>
      <header className="ruling-head">
        <p className="text-strong">{placeText}</p>
        <p className="text-label text-quiet">
          {[
            format.date(writtenAt),
            ruling
              ? t('writeUp.ruled', { day: format.date(ruling.ruledAt) })
              : t(writeUp.closed ? 'writeUp.closed' : 'writeUp.waits'),
          ].join(' · ')}
        </p>
        <SyncLine entity={escalationId} />
        {ruling && (
          <p>
            {t('ruling.changed.n', ruling)}{' '}
            <Link to={questionPaths.precedent(ruling.precedentId)}>{t('ruling.precedent')}</Link>
          </p>
        )}
        {isPartner && !writeUp.rules && !writeUp.closed && !ruling && (
          <p className="text-label">{t('ruling.first')}</p>
        )}
        <p>
          <Link to={appPaths.escalation(escalationId)}>{t('writeUp.escalation')}</Link>
        </p>
        {can(actor, 'ledger.read', { teamId }) && (
          <p>
            <Link to={policyPaths.ledger(teamId)}>{t('writeUp.ledger')}</Link>
          </p>
        )}
      </header>
      {texts.map(({ locale, text }) => (
        <Part key={locale} className="inset inset-block" heading={t(`writeUp.text.${locale}`)}>
          {text === null ? (
            <p className="text-quiet">{t(`writeUp.missing.${locale}`)}</p>
          ) : (
            <p className="text-prose ruling-text" lang={locale}>
              {text}
            </p>
          )}
        </Part>
      ))}
      <GatheredFacts place={writeUp} gathered={writeUp} />
      <GatheredCases cases={cases} />
    </article>
  )
}
