import { screen, waitFor } from '@testing-library/react'
import { describe, expect, test } from 'vitest'
import { paths } from '#client/lib/paths.ts'
import { choose, enter, field, press } from '#tests/support/component/entering.ts'
import { lead, show, teamId } from '#tests/support/component/show.tsx'
import { RaisePage } from './raise-page.tsx'

const start = { address: paths.raise(), path: paths.raise() }
const summary = 'Two clauses disagree'

async function fill() {
  await choose('Policy gap')
  await choose(/^High/)
  await enter('What is it about?', summary)
}

describe('an escalation that is raised', () => {
  test('goes onto the phone once, and its page opens', async () => {
    const shown = await show(<RaisePage />, { at: start })
    await fill()
    await press('Raise', 2)
    const sent = await shown.sent()
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      name: 'escalations.raise',
      input: { kind: 'policy_gap', severity: 'P2', summary, details: null, teamId, submit: true },
    })
    expect(shown.address()).toMatch(/^\/escalations\/[\w-]{36}$/)
  })

  test('says everything that is missing at once, and goes to the first', async () => {
    const shown = await show(<RaisePage />, { at: start })
    await enter('What is it about?', summary)
    await press('Raise')
    expect(screen.getByText('Choose what kind it is.')).toBeDefined()
    expect(screen.getByText('Choose how severe it is.')).toBeDefined()
    await waitFor(() => expect(document.activeElement?.closest('[aria-invalid="true"]')).toBeTruthy())
    await choose('Policy gap')
    expect(screen.queryByText('Choose what kind it is.')).toBeNull()
    expect(await shown.sent()).toEqual([])
  })

  test('asks for a reference with child safety, and for no details', async () => {
    await show(<RaisePage />, { at: start })
    await fill()
    await choose('Safety issue')
    await choose('Child safety')
    expect(screen.queryByLabelText(/^Details/)).toBeNull()
    await press('Raise')
    expect(screen.getByText('Child safety needs a reference.')).toBeDefined()
  })

  test('stays with its words where the phone has no room for it', async () => {
    const shown = await show(<RaisePage />, { at: start })
    await fill()
    shown.setFull(true)
    await press('Raise')
    expect(await screen.findByText('This phone has no room left. The text is still here.')).toBeDefined()
    expect((await field('What is it about?')).value).toBe(summary)
  })

  test('keeps no draft of nothing', async () => {
    const shown = await show(<RaisePage />, { at: start, me: lead })
    await choose('Policy gap')
    await press('Close')
    expect(await shown.draft('escalation:new')).toBeUndefined()
    expect(shown.address()).toBe(paths.escalations)
  })
})
