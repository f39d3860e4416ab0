import { act, fireEvent, render, screen } from '@testing-library/react'
import { BrowserRouter, Link, useLocation, useSearchParams } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import { I18nProvider } from '#client/lib/i18n.ts'
import { Row } from '#client/ui/row.tsx'
import { en } from '#tests/support/catalogues.ts'
import { type ListKeys, listKeys } from './list-keys.ts'
import { isFromList, ListNavigation } from './list-navigation.tsx'

afterEach(() => window.history.replaceState(null, '', '/'))

const done: string[] = []
function List() {
  const [search, setSearch] = useSearchParams()
  const { state } = useLocation()
  return (
    <section aria-label="list">
      <p>{`${window.location.pathname} ${isFromList(state)} ${search}`}</p>
      <button type="button" onClick={() => setSearch({ state: 'closed' }, { replace: true })}>
        narrow
      </button>
      <ul>
        {['Ana', 'Ben', 'Cho'].map((name) => (
          <Row
            key={name}
            title={name}
            to={`/people/${name}`}
            action={{ label: 'Do', onSelect: () => done.push(`do ${name}`) }}
            {...(name === 'Ben' ? {} : { later: { onSelect: () => done.push(`later ${name}`) } })}
          />
        ))}
      </ul>
      <Link to="/today/select">several</Link>
    </section>
  )
}

function showList(onNarrow?: (address: string) => void): ListKeys {
  done.length = 0
  render(
    <I18nProvider locale="en" catalogue={en} timeZone="Asia/Seoul">
      <BrowserRouter useTransitions={false}>
        <ListNavigation list={window.location.pathname} onNarrow={onNarrow}>
          <List />
        </ListNavigation>
      </BrowserRouter>
    </I18nProvider>,
  )
  return listKeys(() => screen.getByRole('region', { name: 'list' }), '/today/select')
}
const focused = () => document.activeElement?.textContent

test('the focus moves by rows and stops at the ends; a row with the focus has its button and can be put off', async () => {
  const keys = showList()
  keys.move(1)
  expect(focused()).toBe('Ana')
  keys.move(1)
  keys.move(1)
  keys.move(1)
  expect(focused()).toBe('Cho')
  keys.move(-1)
  expect(focused()).toBe('Ben')
  keys.press()
  await act(async () => keys.putOff('Later'))
  keys.move(-1)
  await act(async () => keys.putOff('Later'))
  expect(done).toEqual(['do Ben', 'later Ana'])
  expect(keys.able()).toEqual({ rows: true, buttons: true, select: true, narrow: false })
})

test('what a row opens says that it came from the list', async () => {
  showList()
  await act(async () => fireEvent.click(screen.getByText('Ana')))
  expect(screen.getByText(/^\/people\/Ana true/)).toBeDefined()
})

test('another question to the list stays in the list while something is open beside it', async () => {
  const asked: string[] = []
  showList((address) => asked.push(address))
  await act(async () => fireEvent.click(screen.getByText('narrow')))
  expect(asked).toEqual(['/?state=closed'])
  expect(window.location.search).toBe('')
})

test('with nothing open, the question is the page’s own', async () => {
  showList()
  await act(async () => fireEvent.click(screen.getByText('narrow')))
  expect(window.location.search).toBe('?state=closed')
})
