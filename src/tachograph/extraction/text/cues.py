"""Words of the language that say how a figure is meant: direction, share, rank, aim, claimant."""

from __future__ import annotations

import re

from tachograph.extraction.text.caseless import Caseless

_ = re.IGNORECASE

NOT_MADE = r"(?<!made )(?<!make )(?<!makes )(?<!making )"  # "made up 35%" is no rise
UP = Caseless(
    rf"\b(?:{NOT_MADE}(?<!g[ai]ve )up|puts? on|ris(?:e|es|en|ing)|rose|gr(?:ew|ow|ows|own|owing|owth)|increas\w*|gain\w*|jump\w*|surg\w*|climb\w*|soar\w*"
    r"|leap(?:s|ed|t|ing)?|higher|more|above|beat(?:s|ing)?|accelerat\w*|expan[ds]\w*|expansion|improv\w*|better|advanc\w*|add(?:ed|s|ing)?"
    r"|boost\w*|dearer|pricier|spik\w*|ahead|faster|bigger|larger|rall(?:y|ied)|rebound\w*|upswing|uptick|exceed\w*|plus|rocket\w*"
    r"|recover(?:ed|s|ing|y)?|skyrocket\w*|swell\w*|swollen|widen\w*|quicken\w*|strengthen\w*)\b",
    r"[增升涨漲多高快攀]|(?<=[又再还還])添|添(?=了?[近约約逾]?\d)|厚了|走高|飆|飙|超额|超額|反弹|反彈|扩大|擴大|走强|走強|上修|上调|上調|成[长長](?![型性期])",
)
DOWN = Caseless(
    r"\b(?:down|g[ai]ve up|backwards?|haircut|f[ae]ll(?:s|ing|en)?|drop\w*|declin\w*|decreas\w*|slid(?:e|es|ing)?|slump\w*|shr[aiu]nk\w*|lower|less|under|shy"
    r"|fewer|below|short|cut(?:s|ting)?|plung\w*|tumbl\w*|los(?:e|es|t|ing|s)|contract(?:ed|ion|ing|s)|dip(?:s|ped|ping)?"
    r"|wors\w*|narrow\w*|slip\w*|retreat\w*|reduc\w*|div(?:e|ed|ing)|plummet\w*|weaker|cheaper|s[aiu]nk\w*|slower|discount|behind"
    r"|eas(?:ed|es|ing)|crash\w*|halv\w*|smaller|shed|minus|nosediv\w*|trim(?:s|med)|slash\w*|dwindl\w*|weaken\w*|eroded?|par(?:ed|es|ing)|scal(?:ed|es|ing) back)\b",
    r"[降跌減减少低挫掉缩縮砍]|下滑|下跌|收窄|回落|退(?=了|[近约約逾]?\d)|走低|下探|腰斩|腰斬|倒退|走弱|下修|下调|下調|滑落|下行|便宜|衰退|流失|侵[蚀蝕]|[丢丟](?=[了掉])",
)
SHARE = Caseless(
    r"\b(?:market share|share|slice|penetration|account(?:s|ed|ing)?(?: for)?|ma[dk]es? up|making up|complet(?:ed|es|ing|ion)|achiev(?:ed|es|ing|ement)|fulfil\w*|contribut\w+|portion|proportion"
    r"|percentage of|compris\w+|constitut\w+|represent(?:s|ed|ing)?|(?:leav(?:es|ing)|left) (?:it|them|him|her|the [a-z]+|[A-Z][\w-]+) with|holds?(?= (?:an? |about |some |around |nearly |over )?\d))\b",
    r"占|佔|(?:里[头頭面边邊]|裡[頭面邊]|其中|当中|當中)(?=有?[约約近超]?$)|份额|份額|比重|渗透率|滲透率|完成率|完成度|达成率|達成率|进度|進度|兑现|兌現|拿下|拿走|握有|坐拥|坐擁|揽下|攬下|分走|吃下|收下|[走跑]完(?=[了约約近逾超不才到足\d一二三四五六七八九两]*$)|保有(?!量)|(?:完成|达成|達成)(?=[了约約近逾超过過不低少高于於到足才只仅僅将將大\d一二三四五六七八九两]*$)",
)
SHARE_AFTER = re.compile(
    r"^\s*(?:market\s+)?(?:share\b|slice\b|chunk\b|penetration|of\s+(?!growth|increase|decline)|stake\b|ownership)|^\s*[的]?(?:份额|份額|市占率)"
    r"|^的(?:新?[车車]|汽[车車]|[车車][辆輛]|[销銷]量|交付量?|[产產]量|收入|[营營]收|[订訂][单單]|出[货貨]量?|利[润潤])(?:都|均|则|則)?(?:去|[来來]自|[销銷]往|[卖賣][给給到在往]|出自|是|由|流向|[运運]往|交[给給])"
    # 两成的站过了这条线, 74.4%的店都碰上了: so many of those who or that
    r"|^[多余]?的[^，。；：\d的]{0,4}?(?:[经經][销銷]商|门店|門店|店|站|桩|樁|用[户戶]|[车車]主|消[费費]者|受[访訪]者|[买買]家|客[户戶]|企[业業]|[车車]企|厂商|廠商|家庭|人|[订訂][单單]|[样樣]本|供[应應]商|城市|[网網]点)(?![级級数數均效价價])",
    _,
)
GROWTH_AFTER = re.compile(
    r"^\s*,?\s*(?:year[- ]o[nv]\w*[- ]year|month[- ]o[nv]\w*[- ]month|quarter[- ]o[nv]\w*[- ]quarter|y[/-]?o[/-]?y|m[/-]?o[/-]?m"
    r"|q[/-]?o[/-]?q|y/y|m/m|q/q|yearly|annual(?:ly)?|monthly)",
    _,
)
IN_A_ROW = r"(?:in\sa\srow|in\ssuccession|on\sthe\s(?:trot|bounce)|running|straight)\b"
STREAK_AFTER = re.compile(
    rf"^\s*(?:straight|consecutive|successive|separate|(?:monthly|quarterly|annual|yearly)\b)|^[^.;,]{{0,30}}\b{IN_A_ROW}",
    _,
)

TARGET = Caseless(
    r"\b(?:(?<!price )targets?(?! prices?\b)|targeting|set(?:s|ting)? out to|(?:had|has|have) set (?:itself|themselves|himself|herself)(?! apart)|(?:speaks?|spoke|spoken|speaking|talks?|talked|talking) of(?= (?:about |around |some |up to |at least |more than |over )?(?:a million|[\d$]|doubling|tripling|\w+ million))|targeted|(?<!all )means? to(?= (?!an end|say)[a-z]+ )|goals?|aims?|aiming|aimed|plans?|planned|planning|hopes?|hop(?:ing|ed) (?:for|to)|(?<!you )want(?:s|ed)?|sets? (?:itself )?(?:a|an|its|the) (?:[\w-]+ ){0,3}?(?:target|goal|aim|objective)s?|sets (?=[\d$])"
    r"|ambiti\w*|intends?|pledg\w+|vow\w*|objective|sights|strives?|seeks?|due by|due to|to be (?:doubled|tripled|raised|expanded|extended|increased)|(?:is|are) to(?= (?!blame|date|come|say|some|their|its|the|our|this|that|a|an)[a-z]+\b))\b|\b(?:lift|rais|lower|cut|trim)\w* (?:the|its|their) (?:bar|sights)\b|\b(?:counting|banking|banks?) on\b|(?<=\d )in mind\b|\b(?:eye|eyes|eyeing|eyed|gunning for|shooting for|meant to|(?:keep|stick|hold)(?:s|ing)? to|(?<!we )pencill?(?:s|ed)? in|calls? for|called for|supposed to|slated (?:to|for)|confident of|committed to|promis(?:es|ed|ing)|envisag\w+|envision\w+)\b|kpi",
    r"目标(?!价)|目標(?!價)|(?<![比于於]原)计划|(?<![比于於]原)計劃|定在(?=[^，。；\d]{0,4}\d)|[定给給](?:下|出)?的(?:是|为|為)(?=[^，。；\d]{0,4}\d)|[设設]定?[为為](?=\d)|(?<![需主重只不])要(?=[^，。；\d]{0,3}(?:卖|賣|建|达到|達到|扩|擴|做到|新开|新開))|力争|力爭|争取|爭取|规划|規劃|冲刺|衝刺|剑指|劍指|指标|指標|任务|任務|打算|希望|志在|立志|承诺|承諾|誓言|拟(?=[在于投建扩增新推募发])|擬(?=[在於投建擴增新推募發])|挑战|挑戰|定下|许下|許下|立下|夸下|(?:[下上][调調修]|调整|調整|[调調][低高]|修正|砍)[至到为為](?=[^，。；\d]{0,3}[\d.]+[万萬]?[辆輛台臺])|喊出|提出(?=[^，。；\d]{0,8}\d)|喊的是|[军軍]令[状狀]|(?<![联聯设設理思感梦夢猜])想(?=[卖賣交销銷做造达達](?!起|到)[^，。；\d]{0,4}\d)|说好|說好|瞄准|瞄準|冲击(?=\d)|[冲衝](?=\d|[一二三四五六七八九两百千万])",
)
FORECAST = Caseless(
    r"\b(?:(?:is|are) put at(?=(?:[^,;.]|[.,]\d){2,24} for )|forecast\w*|project(?:s|ed|ing|ion|ions)|predict\w*|(?<!can )expect(?:s|ed|ing|ation|ations)?|look(?:s|ed|ing)? for(?!ward)|outlook|guidance|guid(?:es|ed)|warn(?:s|ed|ing)? of(?= (?:an? |its )?(?:[\w-]+ ){0,4}(?:loss|profit|drop|fall|decline|shortfall|charge|hit|writedown|net|between|up to|about|\d|\$|€))"
    r"|(?<!neither )(?<!none )could(?! (?:not|hardly|be \w+ed\b|only|manage|muster|\w+ (?:no more|only|just|barely|merely)\b))|might|would|likely|anticipat\w*|sees?|impl(?:y|ies)|is set to|(?:we|it|they) (?:now |still )?(?:models?|assumes?|pencils? in|reckons? with)"
    r"|(?:think|believe|reckon|guess|suppose)s? (?:that )?(?:[\w'’-]+ ){1,4}?(?:can|will))\b",
    r"大概率(?=[要会會将將能])|预计(?!成本|费用|損失|损失)|預計(?!成本|費用)|预测|預測|预期|預期|预估|預估|预判|(?<![燃材原饮塑资飲資意史])料(?=[\u4e00-\u9fff]{0,12}\d)|判断(?=，)|判斷(?=，)|看好|恐(?:怕(?=[要会會将將])|[难難将將])|有望|(?:没有|毫无|沒有)[悬懸]念|不成问题|板上钉钉|或将|指引|(?:估计|估計)(?=，?(?:[^，。；\d]|\d{1,2}月){0,12}(?:[能会會将將]|可[达達]))",
)
MAY = re.compile(r"\bmay\b")  # a forecast too, and not the month
# What somebody means to do: of a company its aim, of a market a forecast.
WILL = Caseless(
    r"\b(?:will|should)\b(?! have\b)|'ll\b|’ll\b",
    r"[还還仍即]将|[还還仍即]將|[将將](?=[会會达達超于於在有实實推投登发發突增建开開迎继繼保提进進逐陆陸成交上新扩擴缩縮不再可为為从從])",
)
# One figure's own aim: "a goal of 500,000" says nothing of the next figure.
NAMED_AIM = Caseless(r"\b(?:target|goal|aim|objective|plan|ambition)$", r"目标$|目標$|指标$|指標$|任务$|任務$")
# What announces the aims of a year: "sales targets for 2026", 全年目标.
NAMED_AIMS = Caseless(r"\b(?<!price )(?:targets|goals)\b", r"目[标標](?!价|價)|kpi|指[标標]")
# What is still to be done for an aim: "would need 69,000 a month", "must average 94,200".
REQUIRED = Caseless(
    r"\b(?:needs?|needed|needing|must|(?:would|will) (?:still |now )?(?:have to|need)|ha(?:s|ve) to(?! be paid| pay\b)|required|requires?)\b",
    r"[仍还還尚](?:需|要(?!(?:再|继续|繼續|往[上下])?[跌降涨漲升掉加])|得(?=[卖賣交销銷]))|必[须須](?=[卖賣交销銷做])",
)
ESTIMATE = Caseless(
    r"\b(?:put by [^,.;\d]{2,40}? at|(?:was|were) put at|est\.|estimated|estimates?(?! (?:that|at))|preliminary|flash|early estimate|roughly estimated)\b",
    r"(?:估计|估計)(?!，?(?:[^，。；\d]|\d{1,2}月){0,12}(?:[能会會将將]|可[达達]))|初步(?=[估预預推])",
)
PAST = Caseless(
    r"\b(?:was|were|had|sold|delivered|rose|fell|grew|reached|recorded|posted|hit|came|dropped|handed|shipped|exported|completed|achieved|fulfilled|accounted|equals|exceeded|stood|"
    r"totall?ed|amounted|stands? at|(?:is|are) at|(?:has|have) (?:already |so far |only )?(?:done|sold|delivered|managed|made|reached|achieved|completed|passed|exceeded|got)|so far|managed|ended|closed|finished|wound up|stood|climbed|jumped|surged|declined|gained|reported|built|produced|increased|decreased|made|said|passed|got|landed|topped|crossed|surpassed|slipped|slid|sank|shed|edged|eased|cleared|having (?:sold|delivered|made|built|reached))\b",
    r"完成|售出|卖出|賣出|实现|實現|达成|達成|拿下|(?:[只仅僅共已]|已[经經])(?:交付|卖|賣|售|销|銷)|(?:最终|最終|最后|最後|结果|結果|到头来|到頭來|终究|終究)[^，。；\d]{0,4}(?:交付|卖|賣|售|销|銷|出口|生产|生產|批发|零售|做到|跑出|交出)|[只仅僅][有是](?=\d)|卖了|賣了|录得|錄得|实际|實際|兑现|兌現|累计|累計|迄今(?!年)",
)
HAPPENED = Caseless(
    r"\b(?!expect|plan|target|project|estimat|forecast|aim|need|bas|back|own|combin|schedul|anticipat|guid|intend|hop|unaudit|limit|list)"
    r"[a-z]{2,}ed\b|\b(?:was|were|had|sold|rose|fell|grew|hit|came|said|went|took|made|stood|brought|built|became|began|put|won|lost|got|beat|met|shed|slid|sank|led|kept|held|ran|gave|found|left|bought|saw)\b",
    r"交付|完成|实现|實現|达到|達到|售出|[卖賣]出|交出|[贡貢][献獻]|[现現拥擁]有|已(?:[经經]|有|[达達]|[超过過]|占|佔)|累计|累計|录得|錄得|同比|环比|環比|按年|按月",
)

SAY = (
    r"(?:said|says|say|told|tells|report(?:s|ed)?|expects?|forecasts?|projects?|predict(?:s|ed)?|estimates?|show(?:s|ed)?|noted?|"
    r"added|adds|announced|commented|figures|data|numbers|counted|counts|puts|according|mentioned|stated|wrote|"
    r"revealed|reckons?|figures show|count\b)"
)
SAY_AFTER = re.compile(r"^(?:'s|’s)?\s*(?:,[^,.;]{2,60},)?\s*(?:also |has |had )?" + SAY + r"\b", _)
SAY_BEFORE = Caseless(
    r"\b(?:according to|(?:data|figures|numbers|counts?|estimates?) (?:from|by|of)|(?:reported|compiled|published|released|counted) by)\s+"
    r"(?:the\s+)?(?:[\w-]+\s){0,3}$|,\s*(?:said|says)\s+(?:the\s+)?$"
)
COMPARED = Caseless(
    r"\b(?:than|over|versus|vs\.?|against|compared (?:with|to)|behind|ahead of|beat(?:ing)?|from|unlike|rival(?:ing|ling)|like|join(?:s|ing)?"
    r"|topping|overt(?:ak\w+|ook)|outs(?:old|ells?|elling)|outpac\w+|outnumber\w*|surpass\w*|leapfrog\w*|dethron\w*|eclips\w*|trail(?:s|ed|ing)|short of|shy of|clear of|under|including|except|besides|near|with|pressur\w+|challeng\w+|(?:backed|owned|built|led|held|made|assembled|produced|developed|supplied|designed|run) by|part of|unit of|arm of)\b\s*(?:the\s+)?(?:\w+\s+){0,1}$",
    r"(?:[比较較被]|超过|超過|超越|反超|赶超|趕超|领先|領先|高于|高於|低于|低於|落后|落後|追上|接近|力[压壓]|[压壓盖蓋][过過]|碾[压壓]|甩[开開]|[击擊][败敗]|[挤擠]下|相当于|相當於|抵得上|不足|不到|仅次于|僅次於|不及|不如|相比|对比|對比)于?$",
)
OBJECT = Caseless(
    r"\b(?:than|times|against|from|versus|vs\.?|short of|beat|compared (?:with|to)|below|above|(?<!hand )(?<!handed )(?<!handing )over|after)\s+"
    r"(?:the\s+|its\s+|a\s+)?(?:(?!to\b|and\b)[\w'’-]+\s+){0,3}(?:[(]?)$"
)
OF_WHICH_ZH = re.compile("其中|[这這]?[当當]中")
OF_THESE = re.compile(rf"(?:Of|Among) (?:these|those|them|that total|the total|that(?=,))\b|{OF_WHICH_ZH.pattern}")
POSSESSIVE = re.compile(r"^(?:'s|’s|s’|s')")

# "In May the ministry had predicted …": when that was is not what it foresaw
HAD_FORESEEN = (
    r"had\s(?:[a-z]+ly\s|still\s|first\s)?(?:predicted|forecast(?:ed)?|projected|estimated|expected|guided|pencill?ed|reckoned"
    r"|foreseen|hoped|aimed|targeted|planned|promised)\b"
)
# "the 350,000 it had promised"
AIMED_BEHIND = re.compile(
    r"(?:\s(?:cars|vehicles|units))?\s(?:that\s)?(?:it|they|he|she|management)\s(?:had\s|has\s)?(?:once\s|first\s|originally\s)?"
    r"(?:promised|pledged|set|wanted|aimed|planned|hoped|targeted|vowed|announced)\b"
)
