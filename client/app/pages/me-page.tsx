import './me.css'
import AtSign from 'lucide-react/icons/at-sign'
import Bell from 'lucide-react/icons/bell'
import CloudUpload from 'lucide-react/icons/cloud-upload'
import Download from 'lucide-react/icons/download'
import Eye from 'lucide-react/icons/eye'
import FileText from 'lucide-react/icons/file-text'
import Info from 'lucide-react/icons/info'
import KeyRound from 'lucide-react/icons/key-round'
import LogIn from 'lucide-react/icons/log-in'
import MoonStar from 'lucide-react/icons/moon-star'
import Smartphone from 'lucide-react/icons/smartphone'
import User from 'lucide-react/icons/user-round'
import { useState } from 'react'
import { afterStart } from '#client/app/after-start.ts'
import { setShortcuts, shortcutsOn } from '#client/app/desk/shortcut.ts'
import { askAgain } from '#client/app/session/session-state.ts'
import { leave } from '#client/app/session/sign-in-flow.ts'
import { LanguageChoice } from '#client/app/session/signed-out-messages.tsx'
import { useSessionState } from '#client/app/session/use-session.ts'
import { paths as administrationPaths } from '#client/commands/administration-paths.ts'
import { useT } from '#client/lib/i18n.ts'
import { useMe } from '#client/lib/me.ts'
import { paths } from '#client/lib/paths.ts'
import { deskRoom, useMedia } from '#client/lib/use-media.ts'
import { usePendingWork } from '#client/offline/react/offline-context.ts'
import { hasPush } from '#client/pwa/push-memory.ts'
import { Button } from '#client/ui/button.tsx'
import { ChipGroup } from '#client/ui/chips.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { TabPage } from '#client/ui/page.tsx'
import { Part } from '#client/ui/part.tsx'
import { Row } from '#client/ui/row.tsx'
import { RowGroup } from '#client/ui/row-group.tsx'
import { Switch } from '#client/ui/switch.tsx'
import { entriesFor } from './me-entries.ts'
import { SearchLink } from './search-link.tsx'
import { SignOutSheet } from './sign-out-sheet.tsx'
import { usePreferences } from './use-preferences.ts'

/** One's own account, settings, rights, what is on this device, and what Dure is: in groups, each with its value at the right. */
export function MePage() {
  const t = useT()
  const me = useMe()
  const { person } = usePreferences()
  const session = useSessionState()
  const groups = entriesFor(me, afterStart.useValue())
  const expired = session.kind === 'open' && session.expired
  const { quiet } = person

  return (
    <TabPage
      title={t('tab.me')}
      sub={t('me.person', { name: person.name, org: me.org.name })}
      aside={<SearchLink />}
    >
      <RowGroup heading={t('me.group.account')} limit={9} close>
        {expired && (
          <Row
            mark={<Icon icon={LogIn} />}
            title={t('me.signInAgain')}
            action={{ label: t('me.signInAgain.action'), onSelect: () => askAgain(true) }}
          />
        )}
        <Row
          size="short"
          mark={<Icon icon={User} />}
          title={t('ui.person', { name: person.name })}
          aside={<Value>{me.org.name}</Value>}
        />
        <Row size="short" mark={<Icon icon={AtSign} />} title={t('address.title')} to={paths.address} />
        <Row size="short" mark={<Icon icon={KeyRound} />} title={t('password.title')} to={paths.password} />
        <Row size="short" mark={<Icon icon={Smartphone} />} title={t('me.devices')} to={paths.devices} />
      </RowGroup>
      <RowGroup heading={t('me.group.notifications')}>
        <Row
          size="short"
          mark={<Icon icon={Bell} />}
          title={t('push.title')}
          aside={<Value>{t(hasPush() ? 'me.push.on' : 'me.push.off')}</Value>}
          to={paths.notifications}
        />
        {quiet && (
          <Row
            size="short"
            mark={<Icon icon={MoonStar} />}
            title={t('quiet.title')}
            aside={<Value>{`${quiet.from}~${quiet.until}`}</Value>}
            to={paths.notifications}
          />
        )}
      </RowGroup>
      <Display />
      {groups.map(({ group, entries }) => (
        <RowGroup key={group} heading={t(`me.group.${group}`)} limit={9}>
          {entries.map(({ label, icon, to }) => (
            <Row key={to} size="short" mark={<Icon icon={icon} />} title={t(label)} to={to} />
          ))}
        </RowGroup>
      ))}
      <RowGroup heading={t('me.group.rights')}>
        <Row size="short" mark={<Icon icon={FileText} />} title={t('recorded.title')} to={paths.recorded} />
        <Row size="short" mark={<Icon icon={Eye} />} title={t('me.viewers')} to={paths.viewers} />
        <Row
          size="short"
          mark={<Icon icon={Download} />}
          title={t('myData.title')}
          to={administrationPaths.myData}
        />
      </RowGroup>
      <ThisDevice />
      <RowGroup heading={t('me.group.dure')}>
        <Row size="short" mark={<Icon icon={Info} />} title={t('me.about')} to={paths.about} />
      </RowGroup>
    </TabPage>
  )
}

const Value = ({ children }: { children: string }) => (
  <span className="text-label text-quiet">{children}</span>
)

function Display() {
  const t = useT()
  const { person, change } = usePreferences()
  return (
    <Part heading={t('me.group.display')} variant="ruled">
      <div className="inset stack inset-block">
        <Part variant="quiet" level={3} heading={t('language.choose')}>
          <LanguageChoice value={person.locale} onChange={(locale) => void change({ locale })} />
        </Part>
        <Part variant="quiet" level={3} heading={t('me.theme')}>
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
        {useMedia(deskRoom) && <SingleKeys />}
      </div>
    </Part>
  )
}

function SingleKeys() {
  const t = useT()
  const [on, setOn] = useState(shortcutsOn)
  return (
    <Switch
      label={t('keys.switch')}
      hint={t('keys.switch.hint')}
      checked={on}
      onChange={(next) => {
        setShortcuts(next)
        setOn(next)
      }}
    />
  )
}

/** Shows what is on this device alone, and the way to leave it. */
function ThisDevice() {
  const t = useT()
  const unsent = usePendingWork().filter(({ state }) => state !== 'keeping').length
  const session = useSessionState()
  const [leaving, setLeaving] = useState(false)
  return (
    <>
      <RowGroup heading={t('me.group.device')}>
        <Row
          size="short"
          mark={<Icon icon={CloudUpload} />}
          title={t('me.unsent')}
          aside={<Value>{unsent === 0 ? t('me.unsent.none') : t('me.unsent.n', { n: unsent })}</Value>}
          to={paths.unsent}
        />
      </RowGroup>
      <div className="inset inset-block">
        <Button variant="secondary" onClick={() => setLeaving(true)}>
          {t('me.signOut')}
        </Button>
      </div>
      {session.kind === 'open' && leaving && (
        <SignOutSheet
          outbox={session.session.offline.outbox}
          leave={(choice) => leave(session.session, choice)}
          onClose={() => setLeaving(false)}
        />
      )}
    </>
  )
}
