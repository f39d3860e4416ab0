import { type NoteSpec, quick, recognition } from './note-specs.ts'

/** 정해솔 리드가 서울 커뮤니티 QA에서 쓴 노트. */
export const communityNotes: readonly NoteSpec[] = [
  {
    about: 'taegyeom.oh',
    audience: 'person',
    when: { week: 8, weekday: 5 },
    criterion: { metric: 'missed', policy: 'harassment' },
    evidence: 6,
    body: {
      kind: 'sbi',
      situation: '최근 4주 동안 판정하신 괴롭힘 사례를 하나씩 다시 보았습니다.',
      behaviour:
        '별명이나 이모지로 한 사람을 반복해서 겨냥한 댓글이 위반 아님으로 판정된 건이 여러 건 있었어요. 대부분 스레드의 앞뒤 댓글을 펼치지 않은 상태에서 판정된 것으로 보입니다.',
      impact:
        '댓글 하나만 보면 가벼워 보여도, 받는 사람에게는 하루 종일 이어지는 괴롭힘입니다. 우리가 지나치면 다음에 확인할 사람이 없어서 이 부분은 꼭 같이 맞추고 싶어요.',
    },
    followUp: 0,
    acknowledged: { week: 9, weekday: 1 },
    replies: [
      {
        by: 'subject',
        when: { week: 9, weekday: 1 },
        text: '사례를 다시 보니 이해가 됩니다. 큐가 밀리는 게 신경 쓰여서 스레드를 접은 채로 본 건이 많았던 것 같아요. 이번 주부터는 펼쳐 보고 판정하겠습니다.',
      },
      {
        by: 'author',
        when: { week: 9, weekday: 1 },
        text: '솔직하게 말씀해 주셔서 고맙습니다. 당분간 처리량은 신경 쓰지 않으셔도 돼요. 큐 배정은 제가 조정해 두겠습니다.',
      },
    ],
    actions: [
      {
        owner: 'subject',
        title: '괴롭힘 건은 스레드를 모두 펼친 뒤 판정하기',
        due: -14,
        done: { week: 10, weekday: 5 },
        comment: '펼쳐 보니 답글 순서가 뒤바뀐 건이 두 건 있었습니다. 사례 목록에 적어 두었어요.',
      },
      { owner: 'author', title: '괴롭힘 큐 하루 배정량 조정하기', due: -24, done: { week: 9, weekday: 2 } },
    ],
  },
  {
    about: 'yerin.han',
    audience: 'me',
    when: 6,
    body: quick(
      '최근 몇 주 혐오 표현 미조치가 조금씩 늘고 있음. 숫자나 자모를 바꿔 쓴 새 은어가 섞여 있는지 먼저 확인하기. 예린 님은 원래 꼼꼼하게 보시는 분이라, 개인 문제로 보기 전에 정책 문서의 예시가 충분한지부터 살필 것.',
    ),
  },
  {
    about: 'yerin.han',
    audience: 'person',
    when: { week: 5, weekday: 3 },
    body: recognition(
      '지난주 이의 신청이 몰린 날, 건마다 판단 근거를 한 줄씩 남겨 주신 덕분에 다음 날 인수인계가 정말 수월했습니다. 바쁜 와중에 뒷사람을 먼저 생각해 주신 점이 고마웠어요.',
    ),
    acknowledged: { week: 5, weekday: 4 },
    replies: [
      {
        by: 'subject',
        when: { week: 5, weekday: 4 },
        text: '적어 두면 저도 나중에 헷갈리지 않더라고요. 알아봐 주셔서 감사합니다.',
      },
      {
        by: 'author',
        when: { week: 5, weekday: 5 },
        text: '다음 팀 회의에서 예린 님이 적으신 형식을 같이 보면 좋겠습니다. 제가 한 장으로 정리해 볼게요.',
      },
    ],
  },
  {
    about: 'seoyul.mun',
    audience: 'manager',
    when: 12,
    body: recognition(
      '서율 님이 애매한 건에 남기시는 근거 메모가 어느새 팀의 기준이 되고 있습니다. 다음 캘리브레이션에서 메모 두세 개를 예시로 쓰고 싶은데 괜찮으실까요? 혜인 님께도 같이 공유드립니다.',
    ),
    acknowledged: 11,
    replies: [
      {
        by: 'subject',
        when: 11,
        text: '네, 쓰셔도 됩니다. 다만 사례 번호는 제가 한 번 더 확인하고 보내 드릴게요.',
      },
      { by: 'author', when: 10, text: '네, 기다리겠습니다. 급하지 않으니 편하실 때 보내 주세요.' },
    ],
  },
  {
    about: 'seoyul.mun',
    audience: 'person',
    when: 20,
    body: {
      kind: 'grow',
      goal: '내년 상반기 안에 신규 입사자 멘토 역할을 맡아 보기.',
      reality:
        '판정 품질은 충분합니다. 다만 사람들 앞에서 기준을 설명해 본 적은 아직 없고, 말로 피드백하는 일이 가장 걱정된다고 하셨어요.',
      options:
        '소이 님 온보딩에 보조로 참여하기, 주간 사례 공유를 한 번 진행하기, 피드백 대화를 저와 미리 연습하기.',
      will: '주간 사례 공유를 한 번 진행해 보고, 그 전에 저와 30분 연습하기로 했습니다.',
    },
    acknowledged: 19,
    followUp: 9,
    actions: [
      { owner: 'subject', title: '사례 공유 주제 세 가지 골라 보내기', due: 0 },
      { owner: 'author', title: '멘토 안내서 초안 공유하기', due: -2 },
    ],
  },
  {
    about: 'doyun.bae',
    audience: 'person',
    when: { week: 8, weekday: 1 },
    body: quick(
      '잘 쉬고 오셨어요? 복귀 첫 주라 큐를 가볍게 배정해 두었습니다. 그사이 바뀐 것은 괴롭힘 정책에 예시가 추가된 것 하나입니다. 급하게 따라잡지 않으셔도 되고, 궁금한 점은 수요일 1:1에서 같이 보시죠.',
    ),
    acknowledged: { week: 8, weekday: 1 },
    replies: [
      {
        by: 'subject',
        when: { week: 8, weekday: 2 },
        text: '배려해 주셔서 감사합니다. 덕분에 마음 편히 시작했습니다.',
      },
      { by: 'author', when: { week: 8, weekday: 2 }, text: '다행입니다. 수요일에 뵐게요.' },
    ],
  },
  {
    about: 'gaon.shin',
    audience: 'person',
    when: 15,
    body: recognition(
      '이번 달에 올려 주신 정책 문의 가운데 두 건이 실제로 정책 해석 안내로 이어졌습니다. 애매할 때 혼자 정하지 않고 물어봐 주시는 것이 팀 전체에 큰 도움이 됩니다. 앞으로도 편하게 올려 주세요.',
    ),
    acknowledged: 14,
  },
  {
    about: 'jihu.nam',
    audience: 'manager',
    when: 8,
    criterion: { metric: 'over_enforced', policy: null },
    evidence: 4,
    body: {
      kind: 'sbi',
      situation: '최근 4주 동안 과잉 조치로 확인된 건을 함께 보았습니다.',
      behaviour:
        '풍자나 인용으로 쓰인 표현을 위반으로 판정한 건이 눈에 띄었어요. 원문 링크가 있는 건에서도 인용된 문장만 보고 판정하신 것으로 보입니다.',
      impact:
        '문제없는 글이 내려가면 이용자는 이의 신청을 해야 하고, 그 건은 다시 우리 팀으로 돌아옵니다. 무엇보다 이용자가 우리 판정을 믿기 어려워집니다.',
    },
    before: {
      kind: 'sbi',
      situation: '최근 4주 동안 과잉 조치로 확인된 건을 보았습니다.',
      behaviour: '풍자나 인용으로 쓰인 표현을 위반으로 판정한 건이 있었습니다.',
      impact: '문제없는 글이 내려가면 이용자는 이의 신청을 해야 합니다.',
    },
    followUp: 3,
    acknowledged: 7,
    replies: [
      {
        by: 'subject',
        when: 7,
        text: '말씀하신 내용은 대체로 동의합니다. 다만 인용 형식만 빌린 조롱도 섞여 있었다고 생각해요. 그 건은 재검토 요청을 올려 두었으니 같이 봐 주시면 좋겠습니다.',
      },
      {
        by: 'author',
        when: 6,
        text: '의견 고맙습니다. 그 건은 정책팀 해석을 받아 보고 다시 말씀드릴게요. 답이 올 때까지는 이 노트의 근거로 보지 않겠습니다.',
      },
    ],
    actions: [{ owner: 'author', title: '인용과 조롱의 구분에 대해 정책팀에 문의하기', due: 1 }],
  },
  {
    about: 'haram.ryu',
    audience: 'person',
    when: 4,
    body: quick(
      '어제 자해·자살 건을 연달아 보신 것 같아 오늘부터 배정을 나누어 두었습니다. 판정에 문제가 있어서가 아니에요. 잠시 쉬고 싶으시면 언제든 말씀해 주세요. 이유는 설명하지 않으셔도 됩니다.',
    ),
  },
  {
    about: 'soi.kwon',
    audience: 'person',
    when: 2,
    body: quick(
      '혼자 판정을 시작하신 첫 주, 고생 많으셨습니다. 아직은 건수가 적어 정확도를 보지 않습니다. 지금은 모르는 것을 묻는 게 일이에요. 이번 주까지는 준서 님이 옆에서 같이 봐 주시기로 했습니다.',
    ),
    actions: [{ owner: 'subject', title: '판정이 헷갈린 사례 세 건을 적어 1:1에 가져오기', due: 2 }],
  },
  {
    about: 'jaeheon.lim',
    audience: 'person',
    when: 18,
    body: quick(
      '저녁 근무 후반에 판정 시간이 부쩍 짧아지는 날이 있습니다. 피로가 쌓이면 누구나 그렇습니다. 두 시간마다 10분씩 쉬는 것을 2주 동안 같이 지켜 보면 좋겠어요. 큐가 밀리는 건 제가 챙기겠습니다.',
    ),
    acknowledged: 17,
    followUp: 4,
    actions: [{ owner: 'subject', title: '쉬는 시간 알림을 켜고 2주 동안 써 보기', due: -3 }],
  },
  {
    about: 'dami.seo',
    audience: 'person',
    when: 1,
    body: recognition(
      '이번 주 이의 신청에서 원판정을 뒤집을 때마다 이유를 정책 조항과 함께 적어 주셨더라고요. 이용자에게 나가는 답변의 질이 달라졌다는 이야기를 CS에서 들었습니다.',
    ),
  },
  {
    about: 'junseo.yang',
    audience: 'person',
    when: 9,
    body: recognition(
      '소이 님 온보딩을 맡아 주셔서 고맙습니다. 정답을 알려 주기보다 왜 그렇게 보았는지 먼저 묻는 방식이 참 좋았어요.',
    ),
    acknowledged: 8,
    replies: [
      {
        by: 'subject',
        when: 1,
        text: '저도 설명하다 보니 기준이 더 또렷해졌어요. 다음 입사자분도 도와드리고 싶습니다.',
      },
    ],
  },
  {
    about: 'yunseul.chae',
    audience: 'me',
    when: 13,
    body: quick(
      '1:1에서 데이터 분석 일을 해 보고 싶다는 이야기를 처음 꺼내심. 당장 정할 일은 아니지만, 은호 님 쪽과 작은 협업을 붙여 볼 수 있을지 알아보기.',
    ),
    actions: [{ owner: 'author', title: '은호 님에게 분기 리포트 협업이 가능한지 물어보기', due: 5 }],
  },
  {
    about: 'jian.pyo',
    audience: 'person',
    when: { week: 5, weekday: 4 },
    body: quick(
      '다음 주부터 라이브 팀으로 가시네요. 그동안 댓글 큐에서 보여 주신 차분한 판단이 라이브에서도 큰 힘이 될 거예요. 여기 기록은 우리 팀의 기록으로 남고, 새 팀에서는 새로 시작합니다. 언제든 편하게 연락 주세요.',
    ),
    acknowledged: { week: 5, weekday: 5 },
    replies: [
      {
        by: 'subject',
        when: { week: 5, weekday: 5 },
        text: '그동안 정말 많이 배웠습니다. 감사합니다, 해솔 님.',
      },
      {
        by: 'author',
        when: { week: 5, weekday: 5 },
        text: '저야말로 든든했습니다. 복도에서 만나면 꼭 이야기해요.',
      },
    ],
  },
]
