// Characters that are one and the same to whoever reads them, and are written as several.

/** Private-use code points U+E815 to U+E864, by which GB 18030-2000 wrote what Unicode has assigned since, in their order. */
const assignedSince =
  '⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻'

/** Pairs of a CJK radical and its ideograph (Unicode 14, Equivalent_Unified_Ideograph); NFKC knows only those of Kangxi. */
const ideographs =
  '⺁厂 ⺂乛 ⺃乚 ⺄乙 ⺅亻 ⺆冂 ⺇𠘨 ⺈刀 ⺉刂 ⺊卜 ⺋㔾 ⺌小 ⺍小 ⺎兀 ⺏尣 ⺐尢 ⺑𡯂 ⺒巳 ⺓幺 ' +
  '⺔彑 ⺕彐 ⺖忄 ⺗心 ⺘扌 ⺙攵 ⺛旡 ⺜日 ⺝月 ⺞歺 ⺟母 ⺠民 ⺡氵 ⺢氺 ⺣灬 ⺤爫 ⺥爫 ⺦丬 ⺧牛 ' +
  '⺨犭 ⺩王 ⺪𤴔 ⺫目 ⺬示 ⺭礻 ⺮𥫗 ⺯糹 ⺰纟 ⺱罓 ⺲罒 ⺳㓁 ⺴冗 ⺵𦉫 ⺶羊 ⺷𦍌 ⺸𦍋 ⺹耂 ⺺肀 ' +
  '⺻聿 ⺼肉 ⺽𦥑 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤 ⻃覀 ⻄西 ⻅见 ⻆角 ⻇𧢲 ⻈讠 ⻉贝 ⻊𧾷 ⻋车 ⻌辶 ⻍辶 ' +
  '⻎辶 ⻏邑 ⻐钅 ⻑長 ⻒镸 ⻓长 ⻔门 ⻕𨸏 ⻖阝 ⻗雨 ⻘青 ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞𩙿 ⻟飠 ⻠饣 ' +
  '⻡𩠐 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻫斉 ⻬齐 ⻭歯 ⻮齿 ⻯竜 ⻰龙 ⻱龜 ⻲亀 ⻳龟'

const firstPrivate = 0xe815
const assigned = new Map(
  [...assignedSince].map((character, at) => [String.fromCodePoint(firstPrivate + at), character]),
)
const privateUse = /[\ue815-\ue864]/gu

const ofRadical = new Map(ideographs.split(' ').map((pair) => Array.from(pair) as [string, string]))
const radicals = /[\u2e80-\u2eff]/gu

/** The text with its private-use code points as the characters that they stand for. */
export const withAssigned = (text: string): string =>
  text.replaceAll(privateUse, (found) => assigned.get(found) ?? found)

/** The text with its radicals as the ideographs that they look like: a printed page's text layer often has those. */
export const withIdeographs = (text: string): string =>
  text.replaceAll(radicals, (found) => ofRadical.get(found) ?? found)
