import type { ReactNode } from 'react'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import type { CaseView } from '#shared/audits/views.ts'
import { usePolicyName } from './case-words.ts'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** The moderator's judgement, the analyst's on it, and the verified one: each by its name, so that none is taken for another. */
export function Judgements({ view }: { view: CaseView }) {
  const t = useT()
  const own = useMe().person.personId === view.analyst.personId
  const unknown = <span className="text-quiet">{t('case.unknown')}</span>
  return (
    <section className="judgements inset">
      <p className="text-heading">{t(`case.outcome.${view.outcome}`)}</p>
      <h2 className="text-label text-quiet">{t('case.judgements')}</h2>
      <dl>
        <Fact label={t('case.moderator')}>{view.moderatorDecision ?? unknown}</Fact>
        <Fact label={own ? t('case.own') : t('case.analyst', { name: view.analyst.name })}>
          <strong>{view.decision}</strong>
        </Fact>
        <Fact label={view.verifiedBy ? t(`case.verified.${view.verifiedBy}`) : t('case.verified')}>
          {view.verifiedDecision === null ? unknown : <strong>{view.verifiedDecision}</strong>}
        </Fact>
      </dl>
    </section>
  )
}

/** Everything else that is known of a case. Never its content. */
export function CaseFacts({ view }: { view: CaseView }) {
  const t = useT()
  const { dateTime } = useFormat()
  const policyName = usePolicyName(view.analyst.personId)
  return (
    <section className="facts inset hairline-top">
      <h2 className="text-label text-quiet">{t('case.facts')}</h2>
      <dl>
        <Fact label={t('case.policy')}>{policyName(view.policy)}</Fact>
        <Fact label={t('case.kind')}>{t(`case.kind.${view.kind}`)}</Fact>
        <Fact label={t('case.decidedAt')}>{dateTime(view.decidedAt)}</Fact>
        {view.queue !== null && <Fact label={t('case.queue')}>{view.queue}</Fact>}
        {view.language !== null && <Fact label={t('case.language')}>{view.language}</Fact>}
        <Fact label={t('case.ref')}>{view.caseRef}</Fact>
        <Fact label={t('case.reference')}>{view.reference}</Fact>
        <Fact label={t('case.sampling')}>
          {view.targeted ? t('case.sampling.targeted') : t('case.sampling.drawn')}
        </Fact>
      </dl>
    </section>
  )
}
