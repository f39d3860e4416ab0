import type { messages as en } from '#client/messages/en/first/app.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'search.title': '검색',
  'tab.today': '오늘',
  'tab.team': '팀',
  'tab.teams': '담당 팀',
  'tab.record': '내 기록',
  'tab.wellbeing': '마음 건강',
  'tab.escalations': '에스컬레이션',
  'tab.inbox': '받은 건',
  'tab.me': '내 정보',
  'place.choose': '볼 대상',

  'signIn.title': '로그인',
  'signIn.again': '다시 로그인',
  'signIn.again.why': '로그인이 만료되었습니다. 작성한 내용은 이 기기에 보관되며 로그인 후 전송됩니다.',
  'signIn.email': '업무용 이메일',
  'signIn.password': '비밀번호',
  'signIn.submit': '로그인',
  'signIn.waiting': '로그인하는 중입니다…',
  'signIn.forgotten': '비밀번호를 잊은 경우',
  'signIn.forgotten.how':
    '회사의 Dure 관리자나 리드에게 새 링크를 요청해 주십시오. 그 링크로 새 비밀번호를 정합니다.',
  'signIn.wrong': '이메일 또는 비밀번호가 맞지 않습니다.',
  'signIn.wait': ({ n }) => `시도 횟수가 많습니다. ${n}초 후 다시 시도해 주십시오.`,
  'signIn.busy': '로그인 요청이 많습니다. 잠시 후 다시 시도해 주십시오.',
  'signIn.cookie':
    '이 브라우저가 로그인 정보를 저장하지 않았습니다. 이 주소의 쿠키를 허용한 뒤 다시 시도해 주십시오.',
  'signIn.offline': '로그인하려면 인터넷 연결이 필요합니다.',
  'signIn.ended':
    '이 기기에서 로그아웃되었습니다. 권한이 변경되었거나 다른 기기에서 로그아웃했습니다. 이 기기에 보관된 사본은 삭제되었습니다.',
  'signIn.ended.locked': ({ n }) =>
    `전송되지 않은 항목 ${n}건은 이 기기에 잠겨 있으며, 본인이 다시 로그인하면 열립니다.`,
  'copies.locked.title': '서버 응답 전까지 잠김',
  'copies.locked': ({ n }) =>
    `${n}시간 동안 서버에 연결되지 않았습니다. 인터넷에 연결되면 이 기기에 보관된 팀 자료가 다시 열립니다.`,
  'copies.locked.unsent': ({ n }) =>
    `아직 전송되지 않은 변경 ${n}건은 그대로 보관되며, 연결되면 자동으로 전송됩니다.`,
  'copies.locked.ask': '다시 시도',
  'language.choose': '언어',
  'language.ko': '한국어',
  'language.en': 'English',

  'invitation.title': ({ name }) => `${name} 님, 환영합니다`,
  'invitation.org': ({ org }) => `${org}에서 회원님을 Dure에 초대했습니다.`,
  'invitation.email': '로그인에 사용할 이메일',
  'invitation.next': '계속',
  'invitation.password': '비밀번호 정하기',
  'invitation.password.hint': '10자 이상. 기억하기 쉬운 단어 몇 개를 이어 쓰면 좋습니다.',
  'invitation.password.short': '비밀번호는 10자 이상이어야 합니다.',
  'invitation.password.common':
    '널리 쓰이거나 본인 이름과 비슷한 비밀번호입니다. 다른 비밀번호를 정해 주십시오.',
  'invitation.language': '언어 선택',
  'invitation.language.hint': '내 정보에서 언제든지 바꿀 수 있습니다.',
  'invitation.gone': '이미 사용했거나 만료된 초대입니다. 관리자에게 새 초대를 요청해 주십시오.',
  'invitation.step': ({ x, n }) => `${n}단계 중 ${x}단계`,

  'recorded.title': 'Dure에 남는 내 기록',
  'recorded.done': '내용 확인',
  'recorded.failed': '이 기기에 저장하지 못했습니다. 다시 눌러 주세요.',

  'page.failed.title': '화면 표시 실패',
  'page.failed': '화면을 표시하지 못했습니다. 작성한 내용은 이 기기에 남아 있습니다.',
  'page.failed.offline': '아직 이 기기에 없는 화면입니다. 연결되면 열 수 있습니다.',
  'page.reload': '다시 불러오기',
  'page.broken.title': '저장 공간 없음',
  'page.broken':
    '이 브라우저에서는 내용을 보관할 수 없어 작성한 글을 지킬 수 없습니다. 시크릿 모드를 끄거나 저장 공간을 확보하거나 다른 브라우저를 사용해 주십시오.',
} satisfies SameAs<typeof en>
