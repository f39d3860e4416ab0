import type { messages as en } from '#client/messages/en/scorecards.ts'
import { type SameAs, thousands } from '#client/messages/plurals.ts'

const subjects = { accuracy: '정확도가', missed: '미조치 비율이', over_enforced: '과잉 조치 비율이' }
const names = { accuracy: '정확도', missed: '미조치', over_enforced: '과잉 조치' }
const runs: Record<number, { low: string; high: string }> = {
  1: { low: '평소 범위보다 낮았습니다', high: '평소 범위보다 높았습니다' },
  2: { low: '9주 연속 평소 중심보다 낮았습니다', high: '9주 연속 평소 중심보다 높았습니다' },
  3: { low: '6주 연속 내려갔습니다', high: '6주 연속 올라갔습니다' },
  5: {
    low: '3주 중 2주 동안 아래쪽 한계에 가까웠습니다',
    high: '3주 중 2주 동안 위쪽 한계에 가까웠습니다',
  },
}

export const messages = {
  'team.sentence.stable': ({ weeks }) => `최근 ${weeks}주의 변동은 평소 범위 안에 있습니다.`,
  'team.sentence.few': '아직 주별 데이터가 부족해 평소 범위를 정할 수 없습니다.',
  'team.sentence.even': '주별 차이가 거의 없어 평소 범위를 정할 수 없습니다.',
  'team.sentence.signal': ({ metric, rule, side, week }) =>
    rule === 1
      ? `${week} 주에 ${subjects[metric]} ${runs[rule]?.[side]}.`
      : `${week} 주까지 ${subjects[metric]} ${runs[rule]?.[side]}.`,
  'team.people': '팀원',
  'team.order': '내가 정한 순서',
  'team.order.title': '팀원 순서 정하기',
  'team.order.up': ({ name }) => `${name} 님을 위로 옮기기`,
  'team.order.down': ({ name }) => `${name} 님을 아래로 옮기기`,
  'team.order.moved': ({ name, place, of }) => `${name} 님: ${of}명 중 ${place}번째`,
  'team.order.failed': '이 기기에 순서를 저장하지 못했습니다.',
  'team.order.save': '순서 저장',
  'team.choose': '팀 선택',
  'team.empty': '이 팀에는 아직 가져온 검수 기록이 없습니다.',
  'team.empty.short': '검수 기록 없음',
  'team.nobody': '오늘 기준으로 이 팀에 소속된 QA 담당자가 없습니다.',
  'team.none': '현재 리드로 맡고 있는 팀이 없습니다.',
  'tour.title': '둘러보기',
  'tour.band': '예시 팀입니다. 어디에도 저장되지 않고, 나가면 사라집니다.',
  'tour.leave': '나가기',
  'tour.team': '예시 팀',
  'tour.figures':
    '팀의 판정이 얼마나 정확한지, 그 수치가 얼마나 확실한지 보여 줍니다. 사람을 누르면 그 사람의 수치가 열립니다.',
  'tour.person':
    '막대는 가능한 범위입니다. 범위 전체가 목표를 벗어날 때만 확인이 필요하다고 표시하고, 거기서 사례와 코칭 노트로 이어집니다.',
  'tour.back': '예시 팀으로 돌아가기',
  'team.invite': 'QA 담당자 초대',
  'team.import': '검수 기록 가져오기',
  'team.n': ({ n }) => `${thousands(n)}건`,
  'team.new': ({ weeks }) => `합류 ${weeks}주째`,
  'teams.none': '현재 아래에 속한 팀이 없습니다.',
  'data.asOf': ({ time }) => `${time}까지의 검수 기준`,
  'data.upTo': ({ time }) => `${time}까지`,
  'score.period': '기간',
  'score.weeks': ({ n }) => `${n}주`,
  'score.weekOf': ({ day }) => `${day} 주`,
  'score.metric.accuracy': '정확도',
  'score.metric.missed': '미조치',
  'score.metric.over_enforced': '과잉 조치',
  'score.meaning.accuracy': '정확도: 검증된 판정과 일치한 판정의 비율입니다.',
  'score.meaning.missed':
    '미조치: 위반으로 검증된 건을 위반이 아니라고 판정한 경우. 검증된 판정 전체 중 비율입니다.',
  'score.meaning.over_enforced':
    '과잉 조치: 위반이 아닌 것으로 검증된 건을 위반으로 판정한 경우. 검증된 판정 전체 중 비율입니다.',
  'score.by.own': '내 판정',
  'score.by.person': ({ name }) => `${name} 님의 판정`,
  'score.by.team': 'QA 담당자의 판정',
  'score.whose.own': '내 판정을 검증된 판정과 비교한 결과입니다.',
  'score.whose.person': ({ name }) => `${name} 님의 판정을 검증된 판정과 비교한 결과입니다.`,
  'score.whose.team': 'QA 담당자의 판정을 검증된 판정과 비교한 결과입니다.',
  'score.interval': ({ p, range }) => `정확도 ${p} · 가능한 범위 ${range} (신뢰 구간 95%)`,
  'score.range': ({ range }) => `가능한 범위 ${range} (신뢰 구간 95%)`,
  'score.few': ({ x, n }) => `${n}건 중 ${x}건 정확 · 데이터가 부족해 비율을 표시하지 않습니다.`,
  'score.nothing': '이 기간에 검증된 판정이 없습니다.',
  'score.n': ({ n }) => `검증된 판정 ${thousands(n)}건`,
  'score.unverified': ({ n }) => `미검증 ${thousands(n)}건`,
  'score.cases': ({ n }) => `사례 ${thousands(n)}건 보기`,
  'score.sentence.more': ({ week }) => `최근 4주의 오류가 기준 기간보다 많습니다 (${week} 주까지).`,
  'score.chart': ({ metric }) => `주별 ${names[metric]}`,
  'score.chart.legend': ({ centre }) => `선: 평소 ${centre} · 띠: 평소 범위 · 고리: 확인 필요`,
  'score.chart.legend.mean': ({ centre }) => `선: 전체 평균 ${centre}`,
  'score.rule.1': '평소 범위를 벗어남',
  'score.rule.2': '9주 연속 중심선의 같은 쪽',
  'score.rule.3': '6주 연속 같은 방향',
  'score.rule.5': '3주 중 2주가 한계에 가까움',
  'score.best': '잘 지켜진 항목',
  'score.policies': '정책별',
  'score.review': '재검토 요청',
  'score.rechecks': ({ n }) => `답변을 기다리는 재검토 요청 ${n}건`,
  'score.viewers': '내 기록을 조회한 사람',
  'score.empty': '아직 검수된 판정이 없습니다.',
  'signal.title': '확인 필요',
  'signal.mark': '확인 필요',
  'signal.above_limit': ({ metric, x, n, weeks }) =>
    `최근 ${weeks}주 ${names[metric]} ${n}건 중 ${x}건. 가능한 범위 전체가 한도를 넘었습니다.`,
  'signal.recovery': ({ metric, x, n, weeks }) =>
    `최근 ${weeks}주 ${names[metric]} ${n}건 중 ${x}건. 다시 한도 안으로 돌아왔습니다.`,
  'signal.cause': ({ policy, metric, x, of }) => `${policy}: ${names[metric]} ${of}건 중 ${x}건`,
  'signal.recovered': '회복',
  'signal.recognise': '잘한 점 남기기',
} satisfies SameAs<typeof en>
