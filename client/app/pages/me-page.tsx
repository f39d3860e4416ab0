import './me.css'
import { useState } from 'react'
import { afterStart } from '#client/app/after-start.ts'
import { askAgain } from '#client/app/session/session-state.ts'
import { leave } from '#client/app/session/sign-in-flow.ts'
import { LanguageChoice } from '#client/app/session/signed-out-messages.tsx'
import { useSessionState } from '#client/app/session/use-session.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { usePendingWork } from '#client/offline/react/offline-context.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { entriesFor } from './me-entries.ts'
import { SignOutSheet } from './sign-out-sheet.tsx'
import { usePreferences } from './use-preferences.ts'

/** One's own settings, devices, unsent work, and what Dure knows. */
export function MePage() {
  const t = useT()
  const me = useMe()
  const { person, change } = usePreferences()
  const unsent = usePendingWork().filter(({ state }) => state !== 'keeping').length
  const session = useSessionState()
  const [leaving, setLeaving] = useState(false)
  const entries = entriesFor(me, afterStart.useValue())
  const expired = session.kind === 'open' && session.expired

  return (
    <TabPage title={t('tab.me')} sub={t('me.person', { name: person.name, org: me.org.name })}>
      <ul className="me-list">
        {expired && (
          <Row
            title={t('me.signInAgain')}
            action={{ label: t('me.signInAgain.action'), onSelect: () => askAgain(true) }}
          />
        )}
        <Row
          title={t('me.unsent')}
          detail={unsent === 0 ? t('me.unsent.none') : t('me.unsent.n', { n: unsent })}
          to={paths.unsent}
        />
        <Row title={t('push.title')} to={paths.notifications} />
        <Row title={t('me.devices')} to={paths.devices} />
        <Row title={t('password.title')} to={paths.password} />
        <Row title={t('address.title')} to={paths.address} />
        <Row title={t('me.viewers')} to={paths.viewers} />
        {entries.map(({ label, to }) => (
          <Row key={to} title={t(label)} to={to} />
        ))}
        <Row title={t('recorded.title')} to={paths.recorded} />
        <Row title={t('me.about')} to={paths.about} />
      </ul>
      <div className="inset stack stack-wide inset-block">
        <Part heading={t('language.choose')}>
          <LanguageChoice value={person.locale} onChange={(locale) => void change({ locale })} />
        </Part>
        <Part heading={t('me.theme')}>
          <ChipGroup
            label={t('me.theme')}
            value={person.theme}
            onChange={(theme) => void change({ theme })}
            options={[
              { value: 'system', label: t('theme.system') },
              { value: 'light', label: t('theme.light') },
              { value: 'dark', label: t('theme.dark') },
            ]}
          />
        </Part>
        <div>
          <Button variant="secondary" onClick={() => setLeaving(true)}>
            {t('me.signOut')}
          </Button>
        </div>
      </div>
      {session.kind === 'open' && leaving && (
        <SignOutSheet
          outbox={session.session.offline.outbox}
          leave={(choice) => leave(session.session, choice)}
          onClose={() => setLeaving(false)}
        />
      )}
    </TabPage>
  )
}
