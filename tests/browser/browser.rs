//! A person before a browser: sees what is shown, and presses and fills what has a name. Everything is waited for, with a
//! deadline.

use std::net::SocketAddr;
use std::time::Duration;

use fantoccini::actions::Actions;
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::chromedriver::Chromedriver;
use crate::support::{DEADLINE, Running};

/// A screen: its width and height in pixels.
pub type Screen = (u32, u32);

pub const WIDE: Screen = (1280, 800);
pub const NARROW: Screen = (360, 740);

/// How often something is looked for until it is there.
const GLANCE: Duration = Duration::from_millis(20);

/// What is open for the person: a dialog, or else the page.
const OPEN: &str = "const open = document.querySelector('dialog[open]') ?? document.body;";

pub struct Browser {
    runtime: Runtime,
    client: Client,
    session: String,
    driver: Chromedriver,
}

impl Browser {
    /// Opens a server's console.
    pub fn open(server: &Running, screen: Screen) -> Self {
        Self::at(&format!("http://{}/console", server.address), screen)
    }

    /// Opens the console at an address.
    pub fn at(url: &str, screen: Screen) -> Self {
        let driver = Chromedriver::start();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let (client, session) = runtime.block_on(async {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            let client = builder.capabilities(capabilities()).connect(&driver.url).await.expect("a browser");
            let session = client.session_id().await.expect("a session").expect("its id");
            (client, session)
        });
        let browser = Self { runtime, client, session, driver };
        let (width, height) = screen;
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        browser.develop("Emulation.setDeviceMetricsOverride", &metrics);
        browser.prefer("light");
        browser.go_to(url);
        browser
    }

    /// The console, with this owner or sub-user logged in.
    pub fn logged_in(server: &Running, screen: Screen, who: (&str, &str)) -> Self {
        Self::logged_in_at(server.address, screen, who)
    }

    /// [`Browser::logged_in`], by way of what stands at this address before the server.
    pub fn logged_in_at(address: SocketAddr, screen: Screen, (login, password): (&str, &str)) -> Self {
        let browser = Self::at(&format!("http://{address}/console"), screen);
        browser.log_in(login, password);
        browser.until("return document.querySelector('nav')");
        browser
    }

    pub fn log_in(&self, login: &str, password: &str) {
        self.fill("Login", login);
        self.fill("Password", password);
        self.press("Log in");
    }

    /// What the system would rather have: light or dark.
    pub fn prefer(&self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.develop("Emulation.setEmulatedMedia", &features);
    }

    pub fn go_to(&self, url: &str) {
        self.wait(self.client.goto(url));
    }

    pub fn reload(&self) {
        self.wait(self.client.refresh());
    }

    /// Goes back to what was shown before, as the button or the gesture does.
    pub fn back(&self) {
        self.wait(self.client.back());
    }

    pub fn address(&self) -> String {
        self.wait(self.client.current_url()).to_string()
    }

    /// Goes to a view by its link.
    #[track_caller]
    pub fn view(&self, name: &str) {
        self.wait(self.element(&format!("//nav/a[normalize-space()='{name}']")).click());
        self.sees_where("h1", name);
    }

    /// Presses the button of that name, as soon as it can be pressed.
    #[track_caller]
    pub fn press(&self, name: &str) {
        let button = format!("button[(normalize-space()='{name}' or @aria-label='{name}') and not(@disabled)]");
        self.wait(self.element(&self.within_open(&button)).click());
    }

    /// Puts a text into the field of that name, in the place of what is there.
    #[track_caller]
    pub fn fill(&self, name: &str, text: &str) {
        let field = self.field(name);
        self.wait(field.clear());
        self.wait(field.send_keys(text));
    }

    /// Chooses from the list of that name.
    #[track_caller]
    pub fn choose(&self, name: &str, option: &str) {
        self.wait(self.field(name).select_by_label(option));
    }

    /// Ticks, or unticks, the box of that name.
    #[track_caller]
    pub fn tick(&self, name: &str) {
        let label = self.within_open(&format!("label[normalize-space()='{name}']"));
        self.wait(self.element(&label).click());
    }

    #[track_caller]
    pub fn value(&self, name: &str) -> String {
        self.wait(self.field(name).prop("value")).unwrap_or_default()
    }

    /// Does something with mouse and keyboard.
    #[track_caller]
    pub fn act(&self, actions: impl Into<Actions>) {
        self.wait(self.client.perform_actions(actions));
    }

    /// Lets go of all keys and buttons.
    #[track_caller]
    pub fn let_go(&self) {
        self.wait(self.client.release_actions());
    }

    /// Waits until a text is to be seen.
    #[track_caller]
    pub fn sees(&self, text: &str) {
        self.sees_where("*", text);
    }

    /// Waits until something of that kind shows a text.
    #[track_caller]
    pub fn sees_where(&self, selector: &str, text: &str) {
        let (selector, wanted) = (json!(selector), json!(text));
        self.until(&format!(
            "return [...document.querySelectorAll({selector})].some((found) => found.innerText?.includes({wanted}))"
        ));
    }

    /// Waits until a script gives something that counts as true, and gives that.
    #[track_caller]
    pub fn until(&self, script: &str) -> Value {
        let waiting = async {
            loop {
                // What is asked of a page that is just being left has no answer.
                let found = self.client.execute(script, Vec::new()).await.unwrap_or_default();
                if !matches!(found, Value::Null | Value::Bool(false)) {
                    return found;
                }
                tokio::time::sleep(GLANCE).await;
            }
        };
        let found = self.runtime.block_on(async { tokio::time::timeout(DEADLINE, waiting).await });
        found.unwrap_or_else(|_| panic!("never: {script}\non the page: {}", self.text()))
    }

    /// Runs a script.
    #[track_caller]
    pub fn run(&self, script: &str) -> Value {
        self.wait(self.client.execute(script, Vec::new()))
    }

    /// Runs a script that calls its last argument when it has something to tell.
    #[track_caller]
    pub fn run_async(&self, script: &str) -> Value {
        self.wait(self.client.execute_async(script, Vec::new()))
    }

    /// Waits until the page has had so many answers to an action, and tells how many.
    #[track_caller]
    pub fn answered(&self, action: &str, times: usize) -> Value {
        self.until(&format!(
            "const entries = performance.getEntriesByType('resource').filter(({{ name }}) => name.endsWith('/{action}'));
             return entries.length >= {times} && entries.length"
        ))
    }

    /// All that is to be read.
    pub fn text(&self) -> String {
        self.run("return document.body.innerText").as_str().unwrap_or_default().to_owned()
    }

    pub fn picture(&self) -> Vec<u8> {
        self.wait(self.client.screenshot())
    }

    /// What the browser has noted since it was last asked: of its console, or of the network.
    pub fn notes(&self, kind: &str) -> Vec<Value> {
        let notes = self.driver.command(&self.session, "se/log", &json!({"type": kind}));
        notes.as_array().cloned().unwrap_or_else(|| panic!("no notes: {notes}"))
    }

    fn develop(&self, command: &str, params: &Value) {
        self.driver.develop(&self.session, command, params);
    }

    #[track_caller]
    fn field(&self, name: &str) -> Element {
        let labelled = format!("*[@id=//label[normalize-space()='{name}']/@for or @aria-label='{name}']");
        self.element(&self.within_open(&labelled))
    }

    /// The path to something in the dialog that is open, or else anywhere.
    fn within_open(&self, path: &str) -> String {
        let is_dialog = self.run(&format!("{OPEN} return open !== document.body"));
        let root = if is_dialog == true { "//dialog" } else { "/" };
        format!("{root}/descendant::{path}")
    }

    /// Waits for what an XPath leads to.
    #[track_caller]
    pub fn element(&self, path: &str) -> Element {
        let waiting = self.client.wait().at_most(DEADLINE).every(GLANCE).for_element(Locator::XPath(path));
        let found = self.runtime.block_on(waiting);
        found.unwrap_or_else(|error| panic!("{path}: {error}\non the page: {}", self.text()))
    }

    #[track_caller]
    fn wait<T, E: std::fmt::Display>(&self, doing: impl Future<Output = Result<T, E>>) -> T {
        self.runtime.block_on(doing).unwrap_or_else(|error| panic!("{error}\non the page: {}", self.text()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.driver.end_session(&self.session);
    }
}

fn capabilities() -> serde_json::Map<String, Value> {
    let arguments = [
        "--headless=new",
        // Root gets no sandbox, and the pages are our own.
        "--no-sandbox",
        // Containers have little shared memory.
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--lang=en",
    ];
    let capabilities = json!({
        "goog:chromeOptions": {"args": arguments},
        "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
    });
    capabilities.as_object().cloned().unwrap_or_default()
}
