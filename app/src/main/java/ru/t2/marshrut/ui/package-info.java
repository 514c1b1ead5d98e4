/// What every page has: layout, navigation, words, the map beneath maps, and the components. Knows
/// no feature.
///
/// ## A page
///
/// 1. A package-private `…PageController` of the feature, `@Hidden` from the API's description,
///    returns `pages.page("feature/template", Map.of("name", view))`. What is wrong is thrown as
///    [ru.t2.marshrut.platform.ApiException]: browsers get the error page, htmx a toast.
/// 2. The view is a public record of what the template shows, ready to print: no entities, no
///    calls. A template takes `frame` ([Frame]) first, then the model by name, and calls
///    `@template.ui.layout(frame = frame, title = …, feature = "planning", script = "plan", actions
///    = …, content = …)`. `feature` loads `/assets/FEATURE/FEATURE.css` and the texts of its
///    scripts; `script` loads the module `/assets/FEATURE/SCRIPT.js`.
/// 3. A [NavigationEntry] bean puts it into the navigation.
/// 4. Texts are in `messages/FEATURE.properties` and `…_en`; those whose keys begin with
///    `FEATURE.js.` reach scripts (`texts.js`).
///
/// In templates an attribute whose expression is a boolean or null is left out when that is false
/// or null; where a style sheet or a script asks for `data-x="false"`, write `${x ? "true" :
/// "false"}`.
///
/// Parts of pages are templates of their own, which the page includes and a second method of the
/// controller answers alone for htmx (`hx-get`, `hx-target`).
///
/// ## Components, each of which exists once
///
/// | what | how |
/// |---|---|
/// | figure card | `<dl class="figures">` with `@template.ui.figure(name, value, note, tone)` |
/// | load bar | `@template.ui.loadbar(share, text)`: share of a limit, 1 is all of it |
/// | stop list | `<ol class="stops">` of `<li class="stop" data-rep="0" data-state="planned">` with
/// `stop-number`, `stop-name`, `stop-side`, `stop-note` |
/// | map | `@template.ui.map(frame, id, label, content)` with a [MapContent]; the script's side,
/// `mapOf(element)`, is told in `assets/ui/map.js` |
/// | chart | `draw(element, option)` of `assets/ui/charts.js`, ECharts in the page's colours |
/// | dialog | `<dialog id>` with `dialog-head`, `dialog-body`, `dialog-foot`; `data-dialog="id"`
/// opens, `data-close` closes |
/// | toast | `toast(text, {tone, undo})` and `tell(failure)` of `assets/ui/toast.js` |
/// | guided tour | `[data-tour]` starts it; steps and their words: `assets/ui/tour.js`, keys `ui.js.tour.*` |
/// | table | `<table class="grid">` in `<div class="table-wrap">`, numbers in cells `number` |
/// | card, tag, notice, empty state | `card`, `tag`, `notice` with `data-tone`,
/// `@template.ui.empty(icon, title, text, action)` |
/// | live page | a [LiveStream] bean, `sse-connect` and `hx-trigger="sse:NAME"` |
/// | elements made by scripts | `make`, `icon`, `tag`, `stop` of `assets/ui/dom.js` |
/// | table rows changed in place | `viewRow`, `editRow`, `field`, `choice` of `assets/ui/rows.js` |
/// | upload with a preview | `@template.ui.upload` and `assets/ui/upload.js` |
/// | call of the API | `api(method, address, body)` of `assets/ui/api.js` |
///
/// Reps have colours 0 to 7 by their place in the team's list: `data-rep` on an element sets
/// `--rep`. Colours and sizes come from `assets/ui/tokens.css` only, which has a pair for light and
/// dark of each. Tones are `ok`, `warn`, `bad`, `info`.
///
/// Browsers run scripts of this application only (`script-src 'self'`): no inline script, no
/// `hx-on`, no handler attributes.
@ApplicationModule(
        displayName = "ui",
        allowedDependencies = {"kernel", "platform"})
@NullMarked
package ru.t2.marshrut.ui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
