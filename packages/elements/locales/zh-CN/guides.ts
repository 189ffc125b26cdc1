/** The guides for webmasters. `docs/guides` is written from them. */
import type { GuideWords } from '../en/guides.ts';

const register =
  '在设置页的“登记网页”里登记网页的来源（https://、域名，端口不是 443 时加端口）；设置页由医院的管理员登录。';
const open =
  '打开网页，应看到组件的第一屏；患者看到的是“就诊人是谁？”。如果看到“本页暂时不能线上看病”，请登记它写出的那个来源。其他问题，在网址后面加 ?care-diagnose 打开，它会说明原因。';
const npx =
  '开发期间在设置页（由医院的管理员登录）登记 http://localhost:5173；上线后登记正式网站的来源。（只有 localhost 可以用 http。）';
const start =
  '启动，打开它显示的网址。端口被别的程序占用时，网址不是 http://localhost:5173，请把显示的那个也登记。应看到组件的第一屏；患者看到的是“就诊人是谁？”。如果看到“本页暂时不能线上看病”，请登记它写出的那个来源。';
const language = '在 index.html 里写明网页的语言，组件也用这个语言；Vite 的模板写的是 en。';

const words: GuideWords = {
  html: {
    title: '普通网页',
    about: '适用于自己编写的网页。',
    steps: [
      [
        '把下面的内容存为 visit.html；或者把 script 这一行放进您网页的 head，把标签放在要显示的位置。',
        'page',
      ],
      '上传到网站服务器，必须用 https 访问。',
      register,
      open,
    ],
  },
  gbk: {
    title: 'GBK 编码的网页',
    about: '适用于 GBK、GB2312 编码的老网站。我们的代码全是 ASCII 字符，网页原来的编码不用改。',
    steps: [
      '用能保持 GBK 的编辑器打开网页：状态栏应显示 GBK 或 GB2312，不是 UTF-8。不要转换编码。',
      ['把这两行粘贴到要显示的位置。type="module" 不能去掉：否则 GBK 网页会按 GBK 读我们的脚本。', 'both'],
      ['完成后的网页是这个样子，仍以 GBK 保存。', 'gbk'],
      '上传，用 https 访问。服务器自己写明编码时（Apache 的 AddDefaultCharset、Nginx 的 charset），也必须是 gbk：它优先于网页里写的。',
      register,
      open,
    ],
  },
  wordpress: {
    title: 'WordPress',
    about: '适用于 WordPress 5 及以上。编辑器会去掉网页里的脚本，所以用一个小插件放这两行。',
    steps: [
      [
        '在服务器上新建文件夹 wp-content/plugins/care-visit，在里面新建文件 care-visit.php，内容如下，存为 UTF-8（无 BOM）。不能直接放文件时，把这个文件压缩成 ZIP，在“插件”→“安装插件”→“上传插件”里上传。',
        'wordpress',
      ],
      '在后台“插件”里启用“Care visit”。',
      ['打开“页面”→“新建页面”，填写标题，添加“简码”区块，填入：', 'shortcode'],
      '主题有侧边栏时，选择没有侧边栏的模板；然后发布。',
      '组件用网站的语言（“设置”→“常规”→“站点语言”）。要用别的语言，在设置页选好，再复制插件内容。',
      '如果装了合并脚本的优化插件（Autoptimize、WP Rocket、LiteSpeed），请排除 care.js。',
      register,
      open,
    ],
  },
  dedecms: {
    title: 'DedeCMS（织梦）',
    about: '适用于 DedeCMS 5.7，GBK 版和 UTF-8 版都可以。用单页文档加一个专用模板。',
    steps: [
      [
        '在 templets/default 文件夹里新建 care_visit.htm，内容如下，按您的版本存为 GBK 或 UTF-8。您用的风格不叫 default 时，放进它的文件夹。',
        'dedecms',
      ],
      '后台打开“核心”，在左侧点“频道模型”（点一下展开），再点“单页文档管理”→“增加一个页面”。',
      '“页面标题”填：在线就诊。“文件名”里原有的全部删去，填：visit.html。“模板文件名”填：{style}/care_visit.htm（{style}/ 照原样保留，它就是您的风格文件夹）。其他不用改，点“确定”，织梦就在它的安装目录（一般是网站根目录）生成 visit.html。默认风格的头部和底部固定宽 960 像素：如果手机上要左右拖动，从模板里去掉两行 {dede:include …}。',
      '以后改了模板，在“单页文档管理”里勾选这一页，点“更新选中页面”。',
      register,
      open,
    ],
  },
  react: {
    title: 'React',
    about: '适用于 React 19，从空文件夹开始，用 Vite。',
    steps: [
      ['新建项目，或用您已有的。', 'reactNew'],
      [language, 'htmlLang'],
      ['在同一个文件的 </head> 之前加这一行。', 'script'],
      ['新建 src/care.d.ts，让 TypeScript 认识这个标签。', 'reactTypes'],
      ['把标签放在要显示的位置；这里是完整的 src/App.tsx。', 'react'],
      npx,
      [start, 'dev'],
    ],
  },
  vue: {
    title: 'Vue',
    about: '适用于 Vue 3，从空文件夹开始，用 Vite。',
    steps: [
      ['新建项目，或用您已有的。', 'vueNew'],
      [language, 'htmlLang'],
      ['在同一个文件的 </head> 之前加这一行。', 'script'],
      ['在 vite.config.ts 里告诉 Vue：我们的标签不是 Vue 组件。', 'vueConfig'],
      ['把标签放在要显示的位置；这里是完整的 src/App.vue。', 'vue'],
      npx,
      [start, 'dev'],
    ],
  },
  wechat: {
    title: '微信 H5 网页',
    about: '适用于在微信里打开的网页：公众号菜单，或小程序的 web-view。',
    steps: [
      ['把下面的内容存为 visit.html，放在 https 网站上；域名须已备案。', 'wechat'],
      '公众号后台“自定义菜单”里加一项，选“跳转网页”，填网页地址。',
      '小程序：在“开发管理”的“业务域名”里添加域名，把微信给的校验文件放到网站根目录，再用 <web-view src="…"> 打开网页。',
      '安卓微信和 iOS 14.3 以上的微信可以用摄像头和麦克风；更旧的手机请患者点右上角“···”，在系统浏览器里打开。小程序的 web-view 里不能付款。',
      register,
      open,
    ],
  },
};

export default words;
