import { type NoteSpec, quick, recognition } from './note-specs.ts'

/** 노경민 리드가 서울 라이브 QA에서 쓴 노트. */
export const liveNotes: readonly NoteSpec[] = [
  {
    about: 'jian.pyo',
    audience: 'person',
    when: { week: 7, weekday: 5 },
    body: quick(
      '라이브 큐에 오신 지 2주가 되었네요. 실시간 채팅은 앞뒤 몇 초만 보고 판정해야 해서 처음에는 다들 어려워합니다. 지금 속도면 충분합니다. 헷갈리는 건은 보류로 두고 저나 서우 님에게 물어봐 주세요.',
    ),
    acknowledged: { week: 8, weekday: 1 },
    replies: [
      {
        by: 'subject',
        when: { week: 8, weekday: 1 },
        text: '보류를 써도 되는지 몰랐어요. 앞으로는 그렇게 하겠습니다.',
      },
      {
        by: 'author',
        when: { week: 8, weekday: 1 },
        text: '제가 먼저 안내드렸어야 했네요. 온보딩 문서에도 적어 두겠습니다.',
      },
    ],
  },
  {
    about: 'eunchan.ko',
    audience: 'manager',
    when: 5,
    criterion: { metric: 'over_enforced', policy: null },
    evidence: 3,
    body: {
      kind: 'sbi',
      situation: '지난주 라이브 방송 판정 중 검수에서 과잉 조치로 확인된 건을 보았습니다.',
      behaviour:
        '진행자가 시청자의 말을 소리 내어 읽은 장면을 진행자 본인의 발언으로 보고 판정하신 건이 있었습니다.',
      impact:
        '방송이 중간에 끊기면 되돌릴 방법이 없습니다. 읽은 말인지 본인의 말인지 확인하는 데 10초를 더 써도 괜찮습니다.',
    },
    followUp: 9,
    actions: [{ owner: 'subject', title: '낭독과 발언을 구분한 사례 두 건 정리하기', due: 6 }],
  },
  {
    about: 'seowoo.baek',
    audience: 'person',
    when: 10,
    body: recognition(
      '금요일 밤 긴급 건을 정해진 순서대로 침착하게 처리해 주셔서 고맙습니다. 그 뒤에 30분을 온전히 쉬신 것도 잘하신 일이에요. 팀에 좋은 본보기가 되었습니다.',
    ),
    acknowledged: 9,
    replies: [
      { by: 'subject', when: 9, text: '쉬어도 된다고 먼저 말씀해 주셔서 마음이 놓였어요.' },
      { by: 'author', when: 8, text: '쉬는 것도 일의 일부예요. 다음에도 망설이지 마세요.' },
    ],
  },
  {
    about: 'dogyeong.ha',
    audience: 'person',
    when: 21,
    body: {
      kind: 'grow',
      goal: '성적 콘텐츠 정책의 경계 사례를 자신 있게 판정하기.',
      reality:
        '위반이 분명한 건은 정확합니다. 의상이나 구도로 판단하는 건에서 망설이게 되고, 나중에 판정을 바꾸는 일이 잦다고 하셨어요.',
      options: '정책 문서의 예시를 유형별로 다시 묶어 보기, 매주 다섯 건씩 저와 따로 판정하고 맞춰 보기.',
      will: '3주 동안 금요일마다 다섯 건을 각자 판정한 뒤 이유를 비교하기로 했습니다.',
    },
    acknowledged: 20,
    followUp: 0,
    replies: [
      {
        by: 'subject',
        when: 1,
        text: '세 번째 비교까지 마쳤습니다. 이번에는 다섯 건 모두 이유까지 같았어요.',
      },
    ],
    actions: [
      {
        ...{ owner: 'subject', title: '금요일 비교 사례 다섯 건 고르기', due: -4, done: 5 },
        comment: '다섯 건 중 한 건은 조항 경계에 있어서 마지막에 보기로 했습니다.',
      },
      { owner: 'author', title: '경계 사례 예시를 정책팀에 전달하기', due: -1 },
    ],
  },
  {
    about: 'dogyeong.ha',
    audience: 'me',
    when: 7,
    body: quick(
      '저녁 근무를 계속할지 고민 중이라고 하심. 다음 달 근무조를 짤 때 먼저 여쭤보기. 답을 재촉하지 말 것.',
    ),
  },
  {
    about: 'seowoo.baek',
    audience: 'person',
    when: 3,
    body: quick(
      '다음 주 화요일 새 필터 시험에 의견을 주실 수 있을까요? 숫자보다 현장에서 느끼는 점이 더 궁금합니다. 어렵다면 편하게 말씀해 주세요.',
    ),
    acknowledged: 2,
    actions: [{ owner: 'subject', title: '새 필터에 대한 의견 세 줄로 보내기', due: 0 }],
  },
]
