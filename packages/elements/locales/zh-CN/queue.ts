/** Waiting for the doctor. */
import type { QueueWords } from '../en/queue.ts';

const DEVICES = { microphone: '麦克风', camera: '摄像头', both: '摄像头和麦克风' };

const words: QueueWords = {
  label: '候诊',
  title: (department) => `您在${department}候诊`,
  ticket: '您的号码',
  next: '下一位就是您',
  first: '您排在最前面',
  ahead: (n) => `前面还有 ${n} 位`,
  wait: (min, max) => `大约 ${min}–${max} 分钟`,
  waitShort: (max) => `大约 ${max} 分钟以内`,
  waitHours: (min, max) => `大约 ${min}–${max} 小时`,
  noDoctor: '现在没有医生在线。有医生上线就会叫您，您的位置保留着。',
  changed: {
    joined: '您已排上队。',
    'called-ahead': '前面的患者已被叫号或离开。',
    'left-ahead': '前面的患者离开了。',
    'urgent-ahead': '有急症或过号回来的患者排到了前面。',
    requeued: '您已重新排上队。',
  },
  keep: '可以锁屏或离开，您的位置会保留。',
  keepMore:
    '轮到时，打开着的页面会提醒您，医生会等您几分钟。锁屏后可能听不到提醒，也没有短信，请时常回来看看。',
  lost: '网络断开了。您的排队位置还在，我们正在重新连接。',

  doctor: (name, title) => `${name} ${title}`,
  callsBack: '医生会再叫您',
  doctorPaused: (doctor) => `${doctor}暂停了这次就诊，会再叫您。您不用做什么，等着就好。`,
  doctorLost: (doctor) => `${doctor}那边的网络断了。医生会再叫您，也可能由另一位医生接着看。您说过的都还在。`,
  anyCallsBack: '会有医生再叫您。您不用做什么，等着就好。',
  keptFirst: '您的位置在最前面，没有人会排到您前面。',
  transferTitle: (to) => `接下来由${to}给您看`,
  transferWhy: (doctor, reason) => `${doctor}把您转过来了${reason ? `：${reason}` : ''}。`,
  doctorSays: (text) => `医生说：“${text}”`,
  recordGoesAlong: '您的回答和医生写的病历都一并转过来了，不用从头再说。',
  reasons: {
    speciality: '需要另一个专科的医生',
    'second-opinion': '想请另一位医生也看一看',
    language: '另一位医生会说您的语言',
    'shift-ends': '医生的出诊时间到了',
    other: '原因见下',
  },

  check: '检查摄像头和麦克风',
  checkMore: '大约半分钟。画面和声音只留在您的设备上。',
  checkStart: '开始检查',
  checking: '浏览器询问时，请允许使用摄像头和麦克风。',
  speak: '请说句话',
  heard: '摄像头和麦克风都正常',
  soundOnly: '麦克风正常。没有摄像头也可以，医生能听到您。',
  noSound: '没有麦克风，医生在视频里听不到您。您可以在视频里打字，医生也可以打您登记的电话。',
  notAllowed: {
    denied: (device) => `浏览器没有允许使用${DEVICES[device]}。`,
    'denied-by-system': (device) => `系统没有允许浏览器使用${DEVICES[device]}。`,
  },
  checkAgain: '重试',
  checkAnew: '再检查一次',
  checkStop: '完成检查',
  preview: '医生将看到的画面',
  level: '麦克风音量',
  device: { camera: '摄像头', microphone: '麦克风', speaker: '扬声器' },
  deviceNumber: (device, n) => `${device} ${n}`,
  speakerTest: '试听扬声器',
  speakerAgain: '再放一次',
  speakerPlaying: '现在您应该听到三个音。',
  speakerAsk: '听到三个音了吗？',
  speakerYes: '听到了',
  speakerNo: '没听到',
  speakerGood: '扬声器正常',
  speakerHelp:
    '请把手机或电脑的音量调大，关掉静音。如果连着耳机或蓝牙音箱，声音会从那里出来：请关掉它，或换一个扬声器。然后再放一次。',
  speakerSilent: '浏览器没有放出声音，请再试一次。',

  meeting: {
    video: () => '医生会通过视频为您看诊。',
    text: () => '您会和医生用文字和图片交流，不用通话。',
    phone: (phone) => `医生会打 ${phone} 给您。`,
  },
  meetBy: { text: '不用视频，改用文字和图片', video: '改用视频' },

  leave: '离开候诊',
  leaveSure: (ticket) => `要离开候诊吗？号码 ${ticket} 会作废，再来要重新取号。您的回答会保留。`,
  yesLeave: '离开候诊',
  stay: '继续等候',
  leftTitle: '您已离开候诊',
  leftMore: '您的回答还在。需要看医生时，可以重新取号。',

  missedTitle: '刚才叫到您，没有等到您进来',
  missedMore: (ticket) => `可以重新排队：号码还是 ${ticket}，最多让 3 位患者先看。`,
  missedLong: '离那次叫号已经超过半小时。可以重新排队，会取一个新号。',
  rejoin: '重新排队',

  inConsult: '您正在就诊',
  enter: '回到诊室',
  unreachable: '暂时连不上医院的服务。您的排队位置在医院那里，没有丢失。',
  demo: '演示数据，不是真实的医疗服务。',
  callLate: '看诊画面还没有下载好，网络可能不稳，正在重试。您的位置还在。',
};

export default words;
