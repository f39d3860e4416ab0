import './esc.css'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useFormat, useT } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import { Definition, DefinitionList } from '#client/ui/definition-list.tsx'
import { Heading } from '#client/ui/heading.tsx'
import { Part } from '#client/ui/part.tsx'
import { referenceOf } from '#shared/escalations/rules.ts'
import type { EscalationView } from '#shared/escalations/views.ts'
import { EvidenceRows } from './evidence-rows.tsx'

/** Shows what is known of an escalation; what is not, is not there. */
export function Facts({ view }: { view: EscalationView }) {
  const t = useT()
  const format = useFormat()
  const name = (person: { name: string }) => t('ui.person', person)
  const kind = [t(`esc.kind.${view.kind}`), view.category && t(`esc.category.${view.category}`)]
  const facts: [string, ReactNode][] = [
    [t('esc.fact.kind'), kind.filter(Boolean).join(' · ')],
    [t('esc.fact.case'), view.category === 'child_safety' ? null : view.caseReference],
    [t('esc.fact.team'), view.teamName],
    [t('esc.fact.function'), view.function && t(`esc.function.${view.function}`)],
    [t('esc.fact.subject'), view.subject && name(view.subject)],
    [t('esc.fact.raiser'), `${name(view.raiser)} · ${format.due(view.raisedAt)}`],
    [t('esc.fact.watchers'), view.watchers.map(name).join(', ')],
    [
      t('esc.fact.mergedInto'),
      view.mergedIntoId && (
        <Link to={paths.escalation(view.mergedIntoId)}>
          {t('esc.reference', { reference: referenceOf(view.mergedIntoId) })}
        </Link>
      ),
    ],
  ]
  const texts: [string, string | null][] = [
    [t('esc.fact.details'), view.details],
    [t('esc.fact.resolution'), view.resolution],
    [t('esc.fact.whatChanged'), view.whatChanged],
  ]
  return (
    <Part variant="ruled" level={3} heading={t('esc.facts')}>
      <DefinitionList variant="wrapped" className="esc-facts">
        {facts.map(
          ([label, value]) =>
            value && (
              <Definition key={label} term={label}>
                {value}
              </Definition>
            ),
        )}
      </DefinitionList>
      {texts.map(
        ([label, text]) =>
          text && (
            <div key={label} className="esc-text">
              <Heading level={4} variant="quiet">
                {label}
              </Heading>
              <p className="text-prose">{text}</p>
            </div>
          ),
      )}
      {view.followUps.length > 0 && (
        <div className="esc-text">
          <Heading level={4} variant="quiet">
            {t('esc.fact.followUps')}
          </Heading>
          <ul>
            {view.followUps.map(({ title, owner, dueOn }) => (
              <li key={`${title} ${owner.personId}`}>
                {title}{' '}
                <span className="text-label text-quiet">
                  {t('esc.fact.followUp', {
                    name: owner.name,
                    day: dueOn ? format.date(dueOn) : '',
                  })}
                </span>
              </li>
            ))}
          </ul>
        </div>
      )}
      {view.links.length > 0 && (
        <div className="esc-text">
          <Heading level={4} variant="quiet">
            {t('esc.links')}
          </Heading>
          <EvidenceRows links={view.links} />
        </div>
      )}
    </Part>
  )
}
