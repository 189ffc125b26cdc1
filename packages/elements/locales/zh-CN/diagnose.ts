/** diagnose() 的说明，给网站管理员看。 */
import type { DiagnoseWords } from '../en/diagnose.ts';

const words: DiagnoseWords = {
  title: '这个网页可以在线就诊了吗？',
  running: '正在检查，需要几秒钟。',
  fine: '这个网页上没有妨碍在线就诊的问题。',
  trouble: (n) => `有 ${n} 项需要解决。`,
  columns: { check: '项目', mark: '状态', says: '检查结果', do: '怎么解决' },
  mark: { ok: '正常', look: '请留意', bad: '需解决', open: '未知' },
  copy: '复制为文字',
  copied: '已复制。',
  notCopied: '浏览器不允许复制。文字在下方，请选中后复制。',
  again: '重新检查',
  close: '关闭',
  report: '文字版',
  check: {
    version: '脚本版本',
    origin: '网页的来源地址',
    csp: '内容安全策略（CSP）',
    trustedTypes: '可信类型（Trusted Types）',
    secure: '安全连接',
    permissionsPolicy: '权限策略（Permissions-Policy）',
    frame: '嵌入框架（iframe）',
    camera: '摄像头',
    microphone: '麦克风',
    media: '视频服务器（LiveKit）',
    clock: '时钟',
    language: '语言',
    contrast: '颜色对比度',
  },
  says: {
    version: {
      current: ({ version }) => `${version}，与服务器一致。`,
      bundled: ({ version }) => `脚本打包在网页自己的代码里。服务器上是 ${version}。`,
      old: ({ version }) => `网页用的脚本比服务器上的旧。服务器上是 ${version}。`,
      several: ({ count, scripts }) => `网页加载了 ${count} 个我们的脚本：${scripts}。先到的那个生效。`,
      unseen: ({ version }) =>
        `服务器上是 ${version}。看不出网页用的是哪个版本：浏览器已不再说明加载过什么。`,
      unknown: () => '服务器没有说明版本。',
      unreached: () => '没有检查：连不上 Care 服务器。',
    },
    origin: {
      registered: ({ origin, hospital }) => `${origin} 已为医院 ${hospital} 登记。`,
      unnamed: () => '网页里没有写明医院的标签。',
      nowhere: () => '本页没有可以登记的来源：它是从文件直接打开的，或者放在受限的框架（sandbox）里。',
      'origin-not-registered': ({ origin, hospital }) =>
        `${origin} 没有为医院 ${hospital} 登记，服务器拒绝了它。`,
      'hospital-unknown': ({ server, hospital }) => `${server} 上没有医院“${hospital}”。`,
      refused: ({ server, status }) => `${server} 的回答是 ${status}。`,
      unreached: ({ server }) => `从这个网页连不上 ${server}。`,
    },
    csp: {
      open: () => '没有拦住我们的任何内容。',
      stopped: ({ places }) => `网页的策略拦住了去往 ${places} 的连接。`,
    },
    trustedTypes: {
      absent: () => '这个浏览器没有这项限制。',
      allowed: () => '没有妨碍。',
      forbidden: () => '网页的策略没有列出我们的模板库，所以什么也画不出来。',
      taken: () => '网页的另一个脚本已经占用了策略名 lit-html，而网页只允许用一次。',
      unloaded: ({ text }) => `没能取到我们的代码：${text}`,
    },
    secure: {
      secure: () => '是。',
      insecure: ({ origin }) => `${origin} 不是安全连接。浏览器不会把摄像头和麦克风给这样的网页。`,
    },
    permissionsPolicy: {
      allowed: () => '允许摄像头和麦克风。',
      forbidden: ({ missing }) => `网页自己的响应头禁止了：${device(missing)}。`,
      unsaid: () => '这个浏览器查不到。请用 Chrome 或 Edge 查看。',
    },
    frame: {
      top: () => '网页不在框架里。',
      handed: () => '在框架里，框架交出了摄像头和麦克风。',
      withheld: ({ missing }) => `在框架里，框架没有交出：${device(missing)}。`,
      unsaid: () => '在框架里。这个浏览器查不到框架交出了什么。',
    },
    camera: {
      granted: () => '已允许。',
      asks: () => '使用时浏览器会询问患者。',
      denied: () => '这个网页被拒绝使用：可能是使用者拒绝，也可能是设备的设置。',
      forbidden: () => '网页或框架禁止了，见上面几行。',
      none: () => '这台设备上没有。',
      impossible: () => '浏览器在这里不给任何网页使用。',
    },
    microphone: {
      granted: () => '已允许。',
      asks: () => '使用时浏览器会询问患者。',
      denied: () => '这个网页被拒绝使用：可能是使用者拒绝，也可能是设备的设置。',
      forbidden: () => '网页或框架禁止了，见上面几行。',
      none: () => '这台设备上没有。',
      impossible: () => '浏览器在这里不给任何网页使用。',
    },
    media: {
      video: ({ url }) => `连上了 ${url}，线路可以视频。`,
      sound: ({ url }) => `连上了 ${url}，线路可以通话，视频比较勉强。`,
      text: ({ url }) => `${url}：声音和视频都过不来。`,
      reached: ({ url }) => `${url} 有回答。声音和视频能不能过来，要等网页里有患者登记后才能检查。`,
      stopped: ({ url }) => `网页的策略不允许连接 ${url}。`,
      unreached: ({ url }) => `${url} 没有回答。`,
      none: () => '这家医院现在没有视频。文字就诊可以用。',
      unknown: () => '没有检查：Care 服务器没有告诉本页它在哪里。',
    },
    clock: {
      right: () => '与服务器一致。',
      ahead: ({ seconds }) => `这台设备的时钟快了 ${seconds} 秒。`,
      behind: ({ seconds }) => `这台设备的时钟慢了 ${seconds} 秒。`,
      unknown: () => '不知道服务器的时间。',
    },
    language: {
      said: ({ said, speaks }) => `网页写明了 ${said}，组件用 ${speaks}。`,
      unsaid: ({ browser, speaks }) => `网页没有写明，由浏览器（${browser}）决定，现在是 ${speaks}。`,
      unknown: ({ said, speaks }) => `网页写明了 ${said}，我们没有这种语言，组件用 ${speaks}。`,
      none: () => '网页里没有我们的标签。',
    },
    contrast: {
      enough: ({ least }) => `文字至少 ${least} : 1。`,
      low: ({ pairs }) => `这些颜色看不清：${pairs}。`,
      none: () => '我们的组件还没有显示出来。',
    },
  },
  do: {
    version: {
      old: () =>
        '不用缓存重新加载。如果文件放在自己的服务器上，请重新取一份；如果脚本写了 integrity，请换成 manifest.json 里的新值。',
      several: () => '只保留一个 script 标签。',
      unseen: () => '如果文件放在自己的服务器上，请把其中的 manifest.json 与服务器上的核对。',
      unknown: () => '请确认 manifest.json 与 care.js 放在一起。',
    },
    origin: {
      unnamed: () => '<care-visit hospital="…"></care-visit>',
      nowhere: () => '请通过网站服务器打开本页，或去掉框架的 sandbox 属性。',
      'origin-not-registered': ({ setup }) => `请医院的管理员登记：${setup}`,
      'hospital-unknown': () => '请核对 hospital 的拼写，全部小写。',
      refused: () => '请一分钟后再试；还不行，请联系 Care 服务器的管理员。',
      unreached: () => '如果内容安全策略那一行是红的，请先解决它；否则请检查防火墙或拦截插件。',
    },
    csp: { stopped: ({ line }) => `在 Content-Security-Policy 里加上：${line}` },
    trustedTypes: {
      forbidden: () => '在 Content-Security-Policy 里加上：trusted-types lit-html',
      taken: () => "在 Content-Security-Policy 里加上：trusted-types lit-html 'allow-duplicates'",
      unloaded: () => '请看来源地址和内容安全策略两行。',
    },
    secure: { insecure: () => '请用 https 提供网页。' },
    permissionsPolicy: {
      forbidden: () => '请发送：Permissions-Policy: camera=(self), microphone=(self)',
      unsaid: () => '如果服务器发送这个响应头，里面要有：camera=(self), microphone=(self)',
    },
    frame: {
      withheld: ({ origin }) =>
        `给 iframe 写上 allow="camera; microphone"。如果外层网页发送 Permissions-Policy，里面要有：camera=(self "${origin}"), microphone=(self "${origin}")`,
      unsaid: () => 'iframe 需要 allow="camera; microphone"。',
    },
    camera: {
      forbidden: () => '解决上面的红色行即可。',
      denied: () => '点地址栏的锁或摄像头图标，重新允许；再看看设备的隐私设置。',
      none: () => '请用有摄像头的设备检查。没有摄像头也可以语音或文字就诊。',
      impossible: () => '请用 https 提供网页。',
    },
    microphone: {
      forbidden: () => '解决上面的红色行即可。',
      denied: () => '点地址栏的锁图标，重新允许；再看看设备的隐私设置。',
      none: () => '请用有麦克风的设备检查。没有麦克风也可以文字就诊。',
      impossible: () => '请用 https 提供网页。',
    },
    media: {
      sound: () => '换一个更好的网络，或离路由器近一些。',
      text: () => '请在网络的防火墙上放行到视频服务器的 UDP 和 TCP，或请管理员设置中继（CARE_TURN_DOMAIN）。',
      stopped: ({ url }) => `在 Content-Security-Policy 里加上：connect-src ${url}`,
      unreached: () => '中间有防火墙，或者视频服务器停了：请联系管理员。',
      none: () => '请 Care 服务器的管理员启动 LiveKit，或设置 LIVEKIT_URL。',
    },
    clock: {
      ahead: () => '请把设备的时钟设为自动校准。',
      behind: () => '请把设备的时钟设为自动校准。',
    },
    language: {
      unsaid: () => '给网页写上 <html lang="zh-CN">，或给标签写上 lang="zh-CN"。',
      unknown: () =>
        '给标签写上这里最熟悉的语言：lang="zh-CN"、"zh-TW"、"zh-HK" 或 "en"；给患者用的标签还可以写 "ar"。',
    },
    contrast: { low: () => '请换一个更深的品牌色（深色网页上用更浅的），或去掉自己设置的颜色。' },
  },
};
/** 设备名在规则里是英文。 */
function device(names: string | undefined): string {
  return (names ?? '').replace('camera', '摄像头').replace('microphone', '麦克风').replace(', ', '、');
}

export default words;
