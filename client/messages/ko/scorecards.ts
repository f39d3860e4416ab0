import type { scorecards as en } from '../en/scorecards.ts'
import type { SameAs } from '../words.ts'

export const scorecards = {
  'team.sentence.stable': ({ weeks }) => `최근 ${weeks}주의 변동은 평소 범위 안에 있습니다.`,
  'team.order': '내가 정한 순서',
  'data.asOf': ({ time }) => `${time}까지의 검수 기준`,
  'score.interval': ({ p, range }) => `정확도 ${p} · 가능한 범위 ${range} (신뢰 구간 95%)`,
  'score.few': ({ x, n }) => `${n}건 중 ${x}건 정확 · 데이터가 부족해 비율을 표시하지 않습니다.`,
  'score.cases': ({ n }) => `사례 ${n}건 보기`,
  'score.review': '재검토 요청',
  'score.viewers': '내 기록을 조회한 사람',
} satisfies SameAs<typeof en>
