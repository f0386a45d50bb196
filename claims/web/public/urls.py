"""Addresses that everybody may open. `paths.PUBLIC` covers them all and nothing else; a test compares."""

from django.urls import path

from claims.web.public import about, feeds, lists, maps, oembed, verdicts

urlpatterns = [
    path("verdicts/", lists.verdicts, name="public_verdicts"),
    path("verdicts/feed/", feeds.atom, name="public_feed"),
    path("verdicts/feed.json", feeds.json, name="public_feed_json"),
    path("verdicts/<int:pk>/", verdicts.verdict, name="public_claim"),
    path("verdicts/<int:pk>-<str:slug>/", verdicts.verdict, name="public_verdict"),
    path("verdicts/<int:pk>-<str:slug>/embed/", verdicts.card, name="public_card"),
    path("oembed", oembed.oembed, name="public_oembed"),
    path("about/method/", about.method, name="public_method"),
    path("about/corrections/", about.corrections, name="public_corrections"),
    path("sitemap.xml", maps.index, name="public_sitemap"),
    path("sitemap-pages.xml", maps.pages, name="public_sitemap_pages"),
    path("sitemap-<int:number>.xml", maps.part, name="public_sitemap_part"),
    path("robots.txt", maps.robots, name="public_robots"),
]
