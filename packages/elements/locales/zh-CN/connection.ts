/** The check of the connection before a call. */
import type { ConnectionWords } from '../en/connection.ts';

const words: ConnectionWords = {
  title: '网络能视频吗？',
  more: '大约 15 秒。可以知道在您现在的地方能不能视频看诊。',
  start: '检查网络',
  running: '正在检查，大约 15 秒。',
  stop: '停止',
  again: '再检查一次',

  verdict: {
    video: '可以视频看诊',
    sound: '声音可以，画面可能不行',
    text: '在这里视频和声音都不通',
  },
  verdictMore: {
    video: '您的网络够好，能看到也能听到医生。',
    sound: '现在网络较慢。医生能听到您，画面可能会停。换个位置或换个网络可能会好些。',
    text: '这个网络不让视频通过。请换成手机流量或别的无线网，再检查一次。您的排队位置还在；如果都不行，医生会打您留下的电话。',
  },
  failure: {
    'media-unavailable': '医院的视频现在用不了。您的排队位置还在，医生可以打您留下的电话。',
    network: '现在连不上医院。请看看手机是否上网，然后重试。',
    busy: '刚才检查了很多次。请等一分钟再试。',
    refused: '现在不能检查了。请刷新页面。',
    unsupported:
      '这个浏览器不能视频通话。请换一个浏览器打开，例如 Chrome、Edge、Safari 或 Firefox；也可以由医生打您留下的电话。',
  },

  ways: '试过的方式',
  way: {
    signal: '医院视频有应答',
    udp: '直接连接（UDP）',
    tcp: '穿过防火墙（TCP）',
    relay: '中转（TURN）',
    relayTls: '像网页一样的中转（TURN/TLS）',
  },
  face: {
    waiting: '还没试',
    running: '正在试',
    open: '通',
    blocked: '不通',
    absent: '本服务器没有提供',
    untried: '没有试',
  },
  ms: (n) => `${n} 毫秒`,
  line: (kbps) => `从您到医院大约 ${kbps} kbit/s`,

  reportMore: '可以发给医院的客服。里面没有您的个人信息。',
  copy: '复制检查报告',
  copied: '报告已复制，可以粘贴到消息里。',
  notCopied: '浏览器不让我们复制。请选中下面的文字，自己复制。',
  report: '检查报告',
};

export default words;
