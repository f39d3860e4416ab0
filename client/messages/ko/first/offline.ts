import type { messages as en } from '#client/messages/en/first/offline.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'sync.local': '이 기기에 저장됨 · 연결되면 전송',
  'sync.sending': '전송 중',
  'sync.attention': ({ n }) => `확인이 필요한 항목 ${n}건이 아직 전송되지 않았습니다.`,
  'kept.unsafe': '지금은 이 기기에 저장할 수 없습니다. 모두 전송될 때까지 Dure를 열어 두세요.',
  'kept.lost': ({ n }) =>
    `브라우저가 저장 공간을 비워 전송되지 않은 항목 ${n}건이 이 기기에서 사라졌습니다. 필요한 내용은 다시 작성해 주세요.`,
  'kept.lost.seen': '확인했습니다',
} satisfies SameAs<typeof en>
