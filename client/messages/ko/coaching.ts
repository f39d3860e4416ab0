import type { coaching as en } from '../en/coaching.ts'
import type { SameAs } from '../words.ts'

export const coaching = {
  'person.coach': '이 항목 코칭하기',
  'note.audience.me': '나만 볼 수 있는 노트',
  'note.audience.person': ({ name }) => `${name} 님과 공유하는 노트`,
  'note.audience.manager': ({ name }) => `${name} 님, 내 매니저와 공유하는 노트`,
  'note.share': ({ name }) => `${name} 님에게 공유`,
  'note.ack': '내용 확인',
  'note.ack.hint': '내용을 읽었다는 뜻이며, 동의한다는 뜻은 아닙니다.',
  'note.reply': '의견 남기기',
  'note.followup': '후속 확인일',
} satisfies SameAs<typeof en>
