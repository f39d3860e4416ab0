import type { messages as en } from '#client/messages/en/rare/coaching.ts'
import type { SameAs } from '#client/messages/plurals.ts'

type Points = { difference: string; low: string; high: string }
const pointsOf = ({ difference, low, high }: Points) => `${difference}%p (${low}~${high})`

export const messages = {
  'handover.team': '팀',
  'handover.ends': ({ day }) => `리드 역할이 ${day}에 끝납니다. 그 뒤에는 인계할 수 없습니다.`,
  'handover.how':
    '다음 리드는 내가 인계한 노트만 볼 수 있고, 의견은 인계한 뒤에 쓴 것만 볼 수 있습니다. 인계하면 노트의 당사자에게 알려집니다.',
  'handover.kept': ({ n }) =>
    `나만 볼 수 있는 노트 ${n}건은 아무에게도 인계되지 않습니다. 인계하려면 먼저 당사자와 공유해 주십시오.`,
  'handover.taker': '인계받을 사람',
  'handover.nobody': '이 팀에 지금이나 앞으로 정해진 다른 리드가 없습니다. 역할은 관리자가 부여합니다.',
  'handover.unknown': '이 기기에서는 아직 다음 리드를 확인하지 못했습니다.',
  'handover.from': ({ name, day }) => `${name} 님, ${day}부터`,
  'handover.choose': '인계받을 사람 선택',
  'handover.act': ({ n, name }) => (n === 0 ? `${name} 님에게 인계` : `${name} 님에게 노트 ${n}건 인계`),
  'handover.all': '모두 선택',
  'handover.none': '선택 해제',
  'handover.empty': '이 팀의 QA 담당자와 공유한 노트가 없습니다.',
  'handover.done': ({ n, name }) => `${name} 님에게 노트 ${n}건을 인계했습니다`,
  'handover.sent': '이미 전송되어 되돌릴 수 없습니다.',
  'effect.title': '노트 이후',
  'effect.errors': '모든 오류',
  'effect.of': ({ name, point }) => `${name} 님 · ${point}`,
  'effect.before': '이전: 기준 기간',
  'effect.after': '노트 이후',
  'effect.team.before': '나머지 팀원, 이전의 같은 주',
  'effect.team.after': '나머지 팀원, 이후의 같은 주',
  'effect.weeks': ({ from, to }) => `${from} 주부터 ${to} 주까지`,
  'effect.change': ({ before, ...change }) => `팀 쪽으로 당긴 기준 ${before}에서의 변화: ${pointsOf(change)}`,
  'effect.beyond': (change) => `팀의 변화를 뺀 나머지: ${pointsOf(change)}`,
  'effect.alone': '팀과 견주지 않았습니다. 다른 사람의 판단을 볼 수 없거나 건수가 적습니다.',
  'effect.provisional': '기준 기간이 12주보다 짧아 임시입니다.',
  'effect.between': ({ counts }) =>
    `노트로 이어진 4주(${counts} 오류)는 어느 쪽에도 넣지 않았습니다. 나빴던 주 뒤에는 저절로 나아지는 몫이 있습니다.`,
  'effect.said.consistent_with_improvement': '나아진 것과 맞는 결과입니다.',
  'effect.said.worse_than_before': '이전보다 낮습니다.',
  'effect.said.less_than_team': '나머지 팀원과 다르게 바뀌었습니다.',
  'effect.said.not_enough': '말하기에는 판정 건수가 부족합니다.',
  'effect.said.more': ({ n }) => `말하기에는 판정 건수가 부족합니다. 약 ${n}건이 더 필요합니다.`,
  'effect.said.few': '한쪽이 10건보다 적어 건수만 표시합니다.',
  'effect.said.alone': '이 변화만으로는 말하기 어렵습니다. 팀도 함께 바뀌었을 수 있습니다.',
  'effect.none.no_point': '한 가지 기준에 관한 노트가 아니어서 세지 않습니다.',
  'effect.none.no_baseline': '이 노트 이전의 기준 기간이 없습니다. 주 수나 판정 건수가 부족합니다.',
  'effect.none.too_soon': '노트 이후 판정이 있는 한 주가 아직 지나지 않았습니다.',
  'effect.none.drawn_otherwise': '그 뒤로 판정을 뽑는 방식이 달라져 이전과 견줄 수 없습니다.',
} satisfies SameAs<typeof en>
