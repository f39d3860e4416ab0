import type { messages as en } from '#client/messages/en/rubrics.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'rubric.title': '평가 기준표',
  'rubric.kind.user_harm': '이용자 피해',
  'rubric.kind.rights': '권리',
  'rubric.kind.legal': '법',
  'work.rubrics.save': '평가 기준표 초안',
  'recorded.kept.rubrics': '내가 쓴 평가 기준표의 버전.',
  'recorded.seen.rubrics': '팀 리드. 게시한 뒤에는 이름 없이 조직의 모든 구성원.',
} satisfies SameAs<typeof en>
