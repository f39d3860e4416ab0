import type { messages as en } from '#client/messages/en/draws.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'draw.title': '표본 추출',
  'draw.chosen': '어떻게 뽑혔나요',
  'draw.golden.make': '정답 사례로 쓰기',
  'work.draws.verify': '뽑힌 사례 검증',
  'recorded.kept.draws':
    '내 사례 가운데 무엇이 어떻게 뽑혔는지, 뽑힌 사례에 대한 내 검증, 그리고 정답 사례와 2차 검증에 견준 결과.',
  'recorded.seen.draws':
    '내 사례가 뽑힌 방법은 본인과 팀 리드, 검증 담당자로서의 오류는 본인과 매니저가 봅니다.',
} satisfies SameAs<typeof en>
