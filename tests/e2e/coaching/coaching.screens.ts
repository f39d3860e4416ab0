import type { Page } from 'playwright-core'
import type { Translate } from '#client/lib/i18n.ts'
import { paths } from '#client/lib/paths.ts'
import type { Demo } from '#tests/support/screens/demo-cast.ts'
import type { Screens } from '#tests/support/screens/screens.ts'

/** About whom the lead keeps a note that nobody else may read. */
const kept = { ko: 'yerin.han', en: 'lucia.ferreiro' }

export async function screens(demo: Demo): Promise<Screens> {
  const { db, analyst, watched, newest, asking } = demo
  const noteOf = async (subjectId: string, audience: 'me' | 'manager') => {
    const { note_id } = await db
      .selectFrom('note')
      .select('note_id')
      .where('subject_id', '=', subjectId)
      .where('audience', '=', audience)
      .executeTakeFirstOrThrow()
    return paths.note(note_id)
  }
  /** A note about one point, of which weeks have passed since. */
  const pointNote = async () => {
    const { note_id } = await db
      .selectFrom('note')
      .select('note_id')
      .where('criterion', 'is not', null)
      .where('author_id', '=', demo.person({ ko: 'haesol.jeong', en: 'aoife.brannigan' }))
      .orderBy('created_at')
      .limit(1)
      .executeTakeFirstOrThrow()
    return note_id
  }
  const shared = await noteOf(analyst, 'manager')
  return {
    lead: [
      { name: 'note', path: shared },
      { name: 'note-effect', path: paths.noteEffect(await pointNote()) },
      { name: 'handover', path: paths.handover() },
      { name: 'note-private', path: await noteOf(demo.person(kept), 'me') },
      // Each about another person: what one begins stays on the phone as a draft.
      { name: 'note-editor-audience', path: paths.newNote(newest) },
      { name: 'note-editor', path: paths.person(watched), open: coach },
      { name: 'note-editor-evidence', path: paths.newNote(analyst), open: chooseEvidence },
      { name: 'note-editor-action', path: paths.newNote(asking), open: addAction },
    ],
    analyst: [{ name: 'note', path: shared }],
    manager: [{ name: 'note', path: `${shared}?of=${analyst}` }],
  }
}

async function chooseAudience(page: Page, t: Translate): Promise<void> {
  const sheet = page.getByRole('dialog', { name: t('note.readers.choose') })
  await sheet.getByRole('button').nth(2).click()
  await sheet.waitFor({ state: 'hidden' })
}

/** From the signal where the person has one, so that its cases come along. */
async function coach(page: Page, t: Translate): Promise<void> {
  // A desk shows other people's signals beside the person.
  const shown = page.locator('main')
  const fromSignal = shown.getByRole('link', { name: t('person.coach') })
  const plain = page.getByRole('button', { name: t('person.compose'), exact: true })
  await fromSignal.or(plain).first().click()
  await chooseAudience(page, t)
  await page
    .getByRole('textbox', { name: t('note.field.text') })
    .fill(
      t('tab.today') === '오늘'
        ? '인용한 문장 뒤에 덧붙인 말까지 읽으면 판단이 달라지는 사례였습니다. 다음 면담에서 두 건을 함께 보겠습니다.'
        : 'Read past the quotation: what the author adds changes the decision. Let us look at two of these together.',
    )
  await page.getByRole('radio', { name: t('note.followup.fortnight') }).check()
}

async function chooseEvidence(page: Page, t: Translate): Promise<void> {
  await chooseAudience(page, t)
  await page.getByRole('button', { name: t('note.evidence.none') }).click()
}

async function addAction(page: Page, t: Translate): Promise<void> {
  await chooseAudience(page, t)
  await page.getByRole('button', { name: t('note.action.add') }).click()
}
