import type { CatalogueEntry } from './catalogue-entry.ts';

/** A bank's outlet. */
export const bankCatalogue: CatalogueEntry[] = [
  {
    prefix: 'A', nameZh: '个人现金', nameEn: 'Personal cash', targetWaitMinutes: 15, targetServiceMinutes: 6,
    documents: [
      ['银行卡或存折', 'Card or passbook'],
      ['单笔 5 万元以上存取：有效身份证件', 'Above 50,000 yuan: identity document'],
      ['大额取现：提前一日预约', 'Large withdrawals: order one day before'],
    ],
    business: [
      ['现金存款', 'Cash deposit'], ['现金取款', 'Cash withdrawal'], ['零钞兑换', 'Change of notes and coins'],
      ['残损币兑换', 'Exchange of damaged notes'], ['大额取现', 'Large withdrawal'],
    ],
  },
  {
    prefix: 'B', nameZh: '开户与银行卡', nameEn: 'Accounts and cards', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['本人有效身份证件', 'Own identity document'],
      ['本人实名手机号码', 'Mobile number in your own name'],
      ['代办：双方身份证件与关系证明或授权书', 'Through an agent: both identity documents and proof of relation or authorisation'],
    ],
    business: [
      ['个人开户', 'Opening of an account'], ['社保卡激活', 'Activation of a social security card'], ['换卡', 'Replacement of a card'],
      ['手机银行签约', 'Mobile banking'], ['个人信息更新', 'Update of personal details'], ['销户', 'Closing of an account'],
    ],
  },
  {
    prefix: 'C', nameZh: '转账汇款', nameEn: 'Transfers', targetWaitMinutes: 15, targetServiceMinutes: 8,
    documents: [
      ['本人有效身份证件', 'Own identity document'],
      ['银行卡或存折', 'Card or passbook'],
      ['收款人户名、账号与开户行', 'Payee’s name, account and bank'],
    ],
    business: [
      ['行内转账', 'Transfer within the bank'], ['跨行汇款', 'Transfer to another bank'], ['定期代发代扣', 'Standing orders'],
      ['转账限额调整', 'Change of transfer limit'], ['汇款退回查询', 'Enquiry on a returned transfer'],
    ],
  },
  {
    prefix: 'D', nameZh: '储蓄与理财', nameEn: 'Savings and investments', targetWaitMinutes: 20, targetServiceMinutes: 20,
    documents: [
      ['本人有效身份证件', 'Own identity document'],
      ['银行卡', 'Card'],
      ['首次购买理财：柜面风险评估', 'First investment: risk assessment at the counter'],
    ],
    business: [
      ['定期存款', 'Time deposit'], ['大额存单', 'Certificate of deposit'], ['储蓄国债', 'Savings bonds'],
      ['理财购买与赎回', 'Wealth products: buy or redeem'], ['风险评估', 'Risk assessment'], ['存款证明', 'Certificate of balance'],
    ],
  },
  {
    prefix: 'E', nameZh: '挂失与特殊业务', nameEn: 'Losses and special cases', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['本人有效身份证件', 'Own identity document'],
      ['继承：死亡证明、亲属关系证明或公证书', 'Inheritance: death certificate, proof of kinship or notarial deed'],
    ],
    business: [
      ['卡折挂失', 'Loss of card or passbook'], ['密码重置', 'Reset of PIN'], ['挂失补卡', 'Replacement after loss'],
      ['账户止付与解控', 'Stop payment and release'], ['小额遗产继承', 'Small estates'],
    ],
  },
  {
    prefix: 'F', nameZh: '个人贷款', nameEn: 'Personal loans', targetWaitMinutes: 20, targetServiceMinutes: 25,
    documents: [
      ['夫妻双方身份证件与婚姻证明', 'Identity documents of both spouses and proof of marriage'],
      ['收入证明与近 6 个月银行流水', 'Proof of income and statements of the last 6 months'],
      ['住房贷款：购房合同与首付款凭证', 'Home loans: purchase contract and proof of the down payment'],
    ],
    business: [
      ['住房贷款申请', 'Home loan application'], ['公积金贷款', 'Provident fund loan'], ['消费贷款', 'Consumer loan'],
      ['提前还款', 'Early repayment'], ['贷款结清与解押', 'Settlement and release of mortgage'],
    ],
  },
  {
    prefix: 'G', nameZh: '外汇业务', nameEn: 'Foreign exchange', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['本人有效身份证件', 'Own identity document'],
      ['超过年度便利化额度：用途证明材料', 'Above the yearly allowance: proof of purpose'],
    ],
    business: [
      ['个人购汇', 'Purchase of currency'], ['个人结汇', 'Sale of currency'], ['境外汇款', 'Transfer abroad'],
      ['外币现钞存取', 'Foreign notes'],
    ],
  },
  {
    prefix: 'H', nameZh: '对公业务', nameEn: 'Business banking', targetWaitMinutes: 15, targetServiceMinutes: 15,
    documents: [
      ['营业执照正本', 'Business licence, original'],
      ['法定代表人与经办人身份证件', 'Identity documents of legal representative and agent'],
      ['公章、财务专用章、法定代表人名章', 'Company seal, finance seal, representative’s seal'],
      ['授权委托书', 'Authorisation'],
    ],
    business: [
      ['对公开户', 'Opening of a business account'], ['对公转账', 'Business transfer'], ['支票与汇票', 'Cheques and drafts'],
      ['回单与对账', 'Receipts and reconciliation'], ['预留印鉴变更', 'Change of specimen seals'], ['企业网银', 'Business internet banking'],
    ],
  },
];
