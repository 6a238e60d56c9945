package dev.runner.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The module `k6/html`, in scripts.
class HtmlModuleTest {
  private static final String PAGE =
      """
      <!DOCTYPE html><html lang="en"><head><title>Shop</title></head><body>
      <h1 id="top" class="big  red" data-item-id="7" data-on="true" data-list='[1,2]' data-name="x">Hello <b>you</b></h1>
      <!-- note --><ul><li class="a">one</li><li class="b">two</li><li class="c">three</li></ul>
      <p>first</p><p lang="fr">second</p>
      <form id="f" action="/go" method="POST">
        <input name="q" value="lamp & co"><input name="empty"><input type="checkbox" name="c" checked>
        <input type="radio" name="r" value="1"><input name="off" value="1" disabled>
        <select name="s"><option>x</option><option value="2" selected>y</option></select>
        <select name="m" multiple><option value="1" selected>1</option><option value="2" selected>2</option></select>
        <textarea name="t" maxlength="5">text</textarea><label for="btn" id="lab">L</label>
        <button id="btn" name="b" value="v">Go</button>
      </form>
      <a id="link" href="../p/a?b=c#d" rel="nofollow next" hreflang="de">there</a>
      <table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>
      <progress id="pr" max="4" value="1"></progress>
      </body></html>
      """;

  @TempDir Path folder;
  private Scripts scripts;

  @BeforeEach
  void prepare() {
    scripts = new Scripts(folder);
  }

  @AfterEach
  void close() {
    scripts.close();
  }

  /// Each expression's value as JSON, or what it throws.
  private List<String> values(String... expressions) {
    scripts.write("page.html", PAGE);
    var script =
        new StringBuilder(
            """
            import { parseHTML } from 'k6/html';
            const doc = parseHTML(open('page.html'));
            const el = (css) => doc.find(css).get(0);
            const show = (value) => value === undefined ? 'undefined' : JSON.stringify(value);
            const names = (selection) => selection.toArray().map((s) => s.get(0).nodeName()).join();
            export default function () {
            """);
    for (String expression : expressions) {
      script
          .append("try { console.log(show(")
          .append(expression)
          .append(")) } catch (e) { console.log('thrown ' + e.name) }\n");
    }
    return scripts.printed(script.append("}").toString());
  }

  @Test
  @DisplayName("a selection finds, filters and walks")
  void walking() {
    assertThat(
            values(
                "doc.size()",
                "doc.find('li').size()",
                "doc.find('li').eq(1).text() + doc.find('li').last().text() + doc.find('li').eq(-2).text()",
                "doc.find('li').slice(1).text()",
                "doc.find('li').filter('.b').text()",
                "doc.find('li').filter((i, s) => i === 2 && s.text() === 'three').text()",
                "doc.find('li').not('.b').text()",
                "doc.find('li').not((i) => i === 0).text()",
                "doc.find('.b').next().text() + doc.find('.b').prev().text()",
                "names(doc.find('.a').siblings())",
                "names(doc.find('.c').parents())",
                "names(doc.find('.c').parentsUntil('body'))",
                "doc.find('.a').nextUntil('.c').text()",
                "doc.find('.c').prevAll('.a').text()",
                "names(doc.find('h1').nextUntil('form'))",
                "doc.find('.c').closest('ul').children().size()",
                "doc.find('body').has('li').size() + doc.find('p').has('li').size()",
                "doc.find('li').is('.c') && !doc.find('li').is('.d')",
                "doc.find('li').index() + ',' + doc.find('.b').index() + ',' + doc.find('.c').index('li')",
                "doc.find('.a').add('.c').text() + doc.find('.a').add(doc.find('.b')).size()",
                "doc.find('ul').find('.b').end().find('.a').text()",
                "doc.find('ul').contents().size()",
                "doc.find('h1').contents().map((i, s) => s.text())",
                "doc.find('li').map((i, s) => i + s.text())",
                "(() => { const seen = []; doc.find('li').each((i, e) => seen.push(i + e.textContent())); return seen })()",
                "doc.find('body ul > li').size()",
                "doc.find('ul').find('body li').size()",
                "doc.find('li[').size()",
                "doc.single('li').text()"))
        .containsExactly(
            "1",
            "3",
            "\"twothreetwo\"",
            "\"twothree\"",
            "\"two\"",
            "\"three\"",
            "\"onethree\"",
            "\"twothree\"",
            "\"threeone\"",
            "\"li,li\"",
            "\"ul,body,html\"",
            "\"ul\"",
            "\"two\"",
            "\"one\"",
            "\"ul,p,p\"",
            "3",
            "1",
            "true",
            "\"0,1,2\"",
            "\"onethree2\"",
            "\"one\"",
            "3",
            "[\"Hello \",\"you\"]",
            "[\"0one\",\"1two\",\"2three\"]",
            "[\"0one\",\"1two\",\"2three\"]",
            "3",
            "3",
            "0",
            "\"one\"");
  }

  @Test
  @DisplayName("a selection tells texts, attributes, data and form values")
  void content() {
    assertThat(
            values(
                "doc.find('h1').text()",
                "doc.find('h1').html()",
                "doc.find('none').html()",
                "doc.find('none').text()",
                "doc.find('h1').attr('id') + doc.find('h1').attr('none') + doc.find('h1').attr('none', 'x')",
                "doc.find('h1').data('itemId') + doc.find('h1').data('item-id')",
                "doc.find('h1').data()",
                "doc.find('none').get(0)",
                "doc.find('[name=q]').val() + doc.find('[name=c]').val() + doc.find('[name=s]').val() + doc.find('textarea').val()",
                "doc.find('[name=m]').val()",
                "doc.find('form').serialize()",
                "doc.find('form').serializeArray().map((f) => f.name)",
                "doc.find('form').serializeObject()",
                "doc.find('title').text()",
                "doc.find(5)",
                "doc.each()",
                "doc.map('x')",
                "parseHTML('<b>x').find('body > b').text()"))
        .containsExactly(
            "\"Hello you\"",
            "\"Hello <b>you</b>\"",
            "undefined",
            "\"\"",
            "\"topundefinedx\"",
            "14",
            "{\"itemId\":7,\"on\":true,\"list\":[1,2],\"name\":\"x\"}",
            "undefined",
            "\"lamp & coon2text\"",
            "[\"1\",\"2\"]",
            "\"empty=&m=1&m=2&off=1&q=lamp+%26+co&s=2&t=text\"",
            "[\"q\",\"empty\",\"off\",\"s\",\"m\",\"t\"]",
            "{\"q\":\"lamp & co\",\"empty\":\"\",\"off\":\"1\",\"s\":\"2\",\"m\":[\"1\",\"2\"],\"t\":\"text\"}",
            "\"Shop\"",
            "thrown TypeError",
            "thrown TypeError",
            "thrown TypeError",
            "\"x\"");
  }

  @Test
  @DisplayName("an element has the members of the DOM, as methods")
  void elements() {
    assertThat(
            values(
                "el('h1').nodeName() + el('h1').nodeType() + el('h1').id() + el('h1').className()",
                "el('h1').classList()",
                "Object.keys(el('h1').attributes())",
                "el('h1').attributes().id.value + el('h1').getAttributeNode('id').localName()",
                "el('ul').childElementCount() + el('h1').childNodes().length + el('h1').children().length",
                "el('h1').firstChild().nodeName() + el('h1').firstChild().nodeValue() + el('h1').lastChild().nodeName()",
                "el('h1').firstElementChild().textContent() + el('h1').firstElementChild().innerHTML()",
                "el('ul').contains(el('li')) && !el('li').contains(el('ul'))",
                "el('.b').previousElementSibling().className() + el('.b').nextSibling().className()",
                "el('.c').nextElementSibling()",
                "el('ul').previousSibling().nodeType() + el('ul').previousSibling().nodeValue()",
                "el('li').parentElement().nodeName() + el('html').parentNode().nodeName()",
                "el('html').parentElement()",
                "el('b').lang() + doc.find('p').get(1).lang()",
                "el('li').isSameNode(el('.a')) && !el('li').isSameNode(el('.b')) && el('li').isEqualNode(el('.a'))",
                "el('ul').querySelector('.b').textContent() + el('ul').querySelectorAll('li').length",
                "el('ul').getElementsByTagName('li').length + el('body').getElementsByClassName('big red').length",
                "el('.a').toString() + el('.a').matches('ul .a') + el('.a').hasAttribute('class')",
                "el('li').ownerDocument().nodeName() + el('li').selection().text()"))
        .containsExactly(
            "\"h11topbig  red\"",
            "[\"big\",\"red\"]",
            "[\"id\",\"class\",\"data-item-id\",\"data-on\",\"data-list\",\"data-name\"]",
            "\"topid\"",
            "6",
            "\"#textHello b\"",
            "\"youyou\"",
            "true",
            "\"ac\"",
            "undefined",
            "\"8 note \"",
            "\"ul#document\"",
            "undefined",
            "\"enfr\"",
            "true",
            "\"two3\"",
            "4",
            "\"<li class=\\\"a\\\">one</li>truetrue\"",
            "\"#documentone\"");
  }

  @Test
  @DisplayName("elements of a kind have methods for their attributes")
  void kinds() {
    assertThat(
            values(
                "el('form').method() + el('form').action() + el('form').enctype() + el('form').length()",
                "el('form').elements().map((e) => e.name()).join()",
                "el('[name=c]').checked() + el('[name=c]').type() + el('[name=q]').type() + el('[name=q]').maxLength()",
                "el('[name=q]').form().id() + el('button').labels()[0].id() + el('label').control().nodeName()",
                "el('[name=s]').selectedIndex() + el('[name=s]').value() + el('[name=s]').options().length + el('[name=s]').type()",
                "el('[name=m]').selectedOptions().map((o) => o.value()) + el('[name=m]').type()",
                "doc.find('option').get(1).index() + doc.find('option').get(1).text() + doc.find('option').get(0).value()",
                "el('textarea').value() + el('textarea').maxLength() + el('textarea').rows()",
                "el('button').type() + el('button').value() + el('button').formMethod()",
                "el('#link').href() + el('#link').relList() + el('#link').hrefLang() + el('#link').text() + el('#link').pathname()",
                "el('table').rows().length + el('table').tBodies().length + el('td').cellIndex()",
                "doc.find('td').get(1).cellIndex() + ',' + doc.find('tr').get(1).rowIndex() + ',' + doc.find('tr').get(1).sectionRowIndex()",
                "el('progress').position() + el('progress').max() + el('progress').value()",
                "el('title').text()",
                "typeof el('p').href"))
        .containsExactly(
            "\"post/goapplication/x-www-form-urlencoded9\"",
            "\"q,empty,c,r,off,s,m,t,b\"",
            "\"truecheckboxtext-1\"",
            "\"flabbutton\"",
            "\"122select-one\"",
            "\"1,2select-multiple\"",
            "\"1yx\"",
            "\"text52\"",
            "\"submitvget\"",
            "\"../p/a?b=c#dnofollow,nextdethere\"",
            "3",
            "\"1,1,0\"",
            "5.25",
            "\"Shop\"",
            "\"undefined\"");
  }
}
