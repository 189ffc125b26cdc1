/** The guides for webmasters: literal steps for one system each. `docs/guides` is written from them. */
import type { GuideId, GuideText } from '../../guides/code.ts';

const register =
  'Register the origin of the page (https://, the host, and the port if it is not 443) on the setup page, under “Register the page”, where an administrator of the hospital signs in.';
const open =
  'Open the page. You see the widget’s first screen; for patients “Who is the visit for?”. If you see “This page can’t open online visits yet”, the origin it names is the one to register. For anything else add ?care-diagnose to the page’s address: it says what is wrong.';
const npx =
  'Register http://localhost:5173 on the setup page, where an administrator of the hospital signs in, for the time of building, and later the origin of the finished site. (http is taken for localhost alone.)';
const start =
  'Start it and open the address that it prints. If that is not http://localhost:5173, because another program has the port, register the printed one, too. You see the widget’s first screen; for patients “Who is the visit for?”. If you see “This page can’t open online visits yet”, the origin it names is the one to register.';
const language =
  'In index.html name the language of your page, which the visit speaks, too: Vite’s template says en.';

const words: Record<GuideId, GuideText> = {
  html: {
    title: 'A plain page',
    about: 'For a page that you write yourself.',
    steps: [
      [
        'Save this as visit.html, or copy the script line into your page’s head and the tag to where the visit should stand.',
        'page',
      ],
      'Upload it to your web server, which has to serve it over https.',
      register,
      open,
    ],
  },
  gbk: {
    title: 'A page in GBK',
    about:
      'For an old site in GBK or GB2312. Our lines are plain ASCII, so the encoding of your page stays as it is.',
    steps: [
      'Open the page in an editor that keeps GBK: the status bar has to say GBK or GB2312, not UTF-8. Don’t convert it.',
      [
        'Paste the two lines to where the visit should stand. Keep type="module": as a classic script a GBK page would read it in GBK.',
        'both',
      ],
      ['The finished page has this shape, saved in GBK.', 'gbk'],
      'Upload it, over https. If the web server names an encoding itself (Apache: AddDefaultCharset; Nginx: charset), it has to be gbk, too: it counts more than the page’s own.',
      register,
      open,
    ],
  },
  wordpress: {
    title: 'WordPress',
    about:
      'For WordPress 5 or newer. The editor takes scripts out of pages, so the two lines come from a small plugin.',
    steps: [
      [
        'On the server make the folder wp-content/plugins/care-visit and in it the file care-visit.php with this content, saved in UTF-8 without a byte order mark. Without access to the server’s files, put the file into a ZIP and upload that under Plugins, Add New, Upload Plugin.',
        'wordpress',
      ],
      'In the dashboard open Plugins and activate “Care visit”.',
      ['Open Pages, Add New, type a title, and add the block “Shortcode” with this in it.', 'shortcode'],
      'Choose a template without a sidebar if your theme has one, and publish.',
      'The visit speaks the language of the site (Settings, General, Site Language). For another, choose it on the setup page and take the plugin’s text from there.',
      'If an optimiser (Autoptimize, WP Rocket, LiteSpeed) joins scripts, exclude care.js.',
      register,
      open,
    ],
  },
  dedecms: {
    title: 'DedeCMS (织梦)',
    about: 'For DedeCMS 5.7, in GBK or UTF-8. The visit becomes a single page with a template of its own.',
    steps: [
      [
        'In the folder templets/default make the file care_visit.htm with this content, saved in the encoding of your edition (GBK or UTF-8). If your style has another name, use its folder.',
        'dedecms',
      ],
      'In the back office open 核心, then 频道模型 in the list on the left (a click unfolds it), 单页文档管理, 增加一个页面.',
      'Page title (页面标题): 在线就诊. File name (文件名): visit.html, in place of all that stands there. Template file (模板文件名): {style}/care_visit.htm, with {style}/ as it stands there: it is the folder of your style. Leave the rest. Press 确定: DedeCMS writes visit.html into the folder that it is installed in, mostly the root of the site. The head and the foot of its default style are 960 pixels wide: if phones have to push them sideways, take the two lines with {dede:include …} out of the template.',
      'When you change the template later, tick the page in 单页文档管理 and press 更新选中页面.',
      register,
      open,
    ],
  },
  react: {
    title: 'React',
    about: 'For React 19, shown with Vite from an empty folder.',
    steps: [
      ['Make a project, or take yours.', 'reactNew'],
      [language, 'htmlLang'],
      ['In the same file add this line before </head>.', 'script'],
      ['Add the file src/care.d.ts, so that TypeScript knows the tag.', 'reactTypes'],
      ['Put the tag where the visit should stand; here the whole src/App.tsx.', 'react'],
      npx,
      [start, 'dev'],
    ],
  },
  vue: {
    title: 'Vue',
    about: 'For Vue 3, shown with Vite from an empty folder.',
    steps: [
      ['Make a project, or take yours.', 'vueNew'],
      [language, 'htmlLang'],
      ['In the same file add this line before </head>.', 'script'],
      ['Tell Vue that our tags are not Vue’s: vite.config.ts.', 'vueConfig'],
      ['Put the tag where the visit should stand; here the whole src/App.vue.', 'vue'],
      npx,
      [start, 'dev'],
    ],
  },
  wechat: {
    title: 'A WeChat H5 page',
    about:
      'For a page that opens inside WeChat, from the menu of an official account or a mini program’s web-view.',
    steps: [
      ['Save this as visit.html on your https site; its domain needs an ICP filing.', 'wechat'],
      'In the official account’s back office: 自定义菜单, add an item, 跳转网页, and enter the address of the page.',
      'In a mini program: 开发管理, 业务域名, add the domain, upload the check file that WeChat gives you to its root, and show the page with <web-view src="…">.',
      'Camera and microphone work in WeChat’s browser on Android and on iOS 14.3 or newer; on older phones let the patient open the page in the system’s browser (··· at the top right). A mini program’s web-view can’t take payments.',
      register,
      open,
    ],
  },
};

export default words;
export type GuideWords = typeof words;
