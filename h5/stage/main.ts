import { byId } from './dom';
import { Latency } from './latency';
import { renderPeople } from './people';
import { PhoneFrame, type Visitor } from './phone-frame';
import {
  stageApi,
  type Demo,
  type DemoCustomer,
  type StageState,
} from './stage-api';
import { ClockCard, Counters, TroubleCard, type Tool } from './tools';
import { Tray } from './tray';

/** Scenes of WeChat: from the list, by a mini-program code, by a push card. */
const SCENE = { code: 1047, push: 1014 };
const CUSTOMER_PAGE = 'pages/chat/index';
const AGENT_PAGE = 'packages/agent/pages/list/index';
const REFRESH_MS = 1_500;
const WAIT_MS = 500;

type Ready = { cloud: NonNullable<StageState['cloud']>; demo: Demo };

void run();

async function run(): Promise<void> {
  tabs();
  fitPhones();
  addEventListener('resize', fitPhones);
  play(await whenReady());
}

function play({ cloud, demo }: Ready): void {
  const customer = new PhoneFrame(byId('customer'), '客户');
  const agent = new PhoneFrame(byId('agent'), '客服');
  measure(customer, agent);
  let current: DemoCustomer | undefined = demo.customers[0];

  const seat = (person: { name: string; openid: string }, page: string) =>
    ({ ...person, start: page }) satisfies Visitor;
  const showCustomer = (person: DemoCustomer) => {
    current = person;
    customer.show(seat(person, CUSTOMER_PAGE), cloud);
  };
  const tools = toolCards(customer, agent);
  renderPeople(byId('people'), demo, {
    customer: showCustomer,
    staff: (person) => agent.show(seat(person, AGENT_PAGE), cloud),
    scan: (scene) =>
      customer.open(`/${CUSTOMER_PAGE}?scene=${scene}`, SCENE.code),
  });
  if (current) showCustomer(current);
  const [first] = demo.staff;
  if (first) agent.show(seat(first, AGENT_PAGE), cloud);

  const refresh = async (): Promise<void> => {
    try {
      const person = current;
      const live = await stageApi.live(person?.openid ?? '');
      say('本机云运行中 · 规则、函数、实时推送都是真的', true);
      tools.forEach((tool) => tool.render(person?.name ?? '', live));
    } catch (error) {
      console.debug(error);
      say('本机云没有回应，正在等它恢复…', false);
    }
    setTimeout(() => void refresh(), REFRESH_MS);
  };
  void refresh();
}

function toolCards(customer: PhoneFrame, agent: PhoneFrame): Tool[] {
  const root = byId('tools');
  return [
    new Tray(root, (page) => customer.open(`/${page}`, SCENE.push)),
    new ClockCard(root, async (ms) => {
      await stageApi.advance(ms);
      // The phones would have told that they are there all the while.
      agent.wake();
      customer.wake();
    }),
    new TroubleCard(root, {
      customerOffline: (on) => customer.setOffline(on),
      agentOffline: (on) => agent.setOffline(on),
      cloud: (change) => void stageApi.trouble(change),
      restart: async () => {
        await stageApi.restartCloud();
      },
    }),
    new Counters(root, () => void clearData()),
  ];
}

/** The data are gone, so are the phones' own memories of them. */
async function clearData(): Promise<void> {
  if (!confirm('清空全部演示数据并重新准备，大约需要十几秒。继续吗？')) return;
  say('正在清空并重新准备演示数据…', false);
  await stageApi.clearData();
  localStorage.clear();
  location.reload();
}

function measure(customer: PhoneFrame, agent: PhoneFrame): void {
  const latency = new Latency((ms) => {
    byId('latency').textContent = `键入到对面显示 ${Math.round(ms)} 毫秒`;
  });
  customer.onLoad((page) => latency.attach('customer', 'agent', page));
  agent.onLoad((page) => latency.attach('agent', 'customer', page));
}

/** On the first start the demo is still being prepared. */
async function whenReady(): Promise<Ready> {
  for (;;) {
    const { cloud, demo } = await stageApi.state();
    if (cloud && demo) return { cloud, demo };
    say('正在准备演示数据…', false);
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
}

function say(text: string, well: boolean): void {
  const status = byId('status');
  if (status.textContent !== text) status.textContent = text;
  status.toggleAttribute('data-well', well);
}

function tabs(): void {
  const buttons = document.querySelectorAll<HTMLElement>('[data-show]');
  const show = (name: string) => {
    document.body.dataset['tab'] = name;
    for (const button of buttons) {
      const pressed = button.dataset['show'] === name;
      button.setAttribute('aria-pressed', String(pressed));
    }
  };
  for (const button of buttons) {
    const name = button.dataset['show'] ?? '';
    button.addEventListener('click', () => show(name));
  }
  show('customer');
}

/** Phones keep their 375×812 and are drawn as large as the window allows. */
function fitPhones(): void {
  const narrow = innerWidth < 1180;
  const high = (innerHeight - (narrow ? 190 : 132)) / 812;
  const wide = narrow
    ? (innerWidth - 34) / 375
    : ((innerWidth - 128 - 2 * 232) / 2 - 18) / 375;
  const scale = Math.max(narrow ? 0.5 : 0.72, Math.min(1, high, wide));
  document.body.style.setProperty('--scale', scale.toFixed(4));
}
