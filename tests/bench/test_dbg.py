from tests.quizzes.test_journey import *
from tests.quizzes.test_journey import _enter
def test_dbg(told, live_site, page):
    _enter(page, live_site, told)
    print("URL1", page.url, page.inner_text("main")[:600])
    page.click("text=Empezar")
    page.wait_for_load_state()
    print("URL2", page.url, page.inner_text("main")[:800])
    assert 0
