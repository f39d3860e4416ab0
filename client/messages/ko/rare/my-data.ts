import type { messages as en } from '#client/messages/en/rare/my-data.ts'
import type { SameAs } from '#client/messages/plurals.ts'

export const messages = {
  'myData.what':
    'Dure에 있는 나에 관한 데이터 가운데 볼 수 있는 것을 파일 하나로 내려받습니다. 다른 사람이 나에 관해 쓴 글, 내가 쓴 글, 사례와 평가, 마음 체크인과 노출 기록, 근무 시간, 로그인과 기기, 내 기록을 조회한 사람이 들어 있습니다.',
  'myData.not':
    '들어 있지 않은 것: 다른 사람이 혼자만 보려고 쓴 글, 비밀번호와 암호 키, 이 기기에서 아직 전송되지 않은 항목.',
  'myData.opened':
    '파일에서는 마음 체크인 내용도 그대로 읽을 수 있습니다. 다른 사람이 볼 수 없는 곳에 보관해 주십시오.',
  'myData.form':
    'JSON은 다른 프로그램에서, 표는 스프레드시트에서 읽을 수 있으며 항목 이름은 모두 영어입니다. 내려받은 내역은 감사 추적에 남고 다음 파일에 포함됩니다.',
  'myData.kind': '파일 형식',
  'myData.kind.json': 'JSON',
  'myData.kind.tables': '표(CSV 묶음, zip)',
  'myData.download': '내려받기',
  'myData.running': '파일을 만들고 있습니다. 이 화면을 닫지 마십시오.',
  'myData.done': '파일을 내려받았습니다',
  'myData.broken': '파일을 받는 중에 연결이 끊겨 저장하지 않았습니다.',
  'myData.file': 'Dure 내 데이터',
  'myData.offline': '데이터를 내려받으려면 인터넷 연결이 필요합니다.',
} satisfies SameAs<typeof en>
