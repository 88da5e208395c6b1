// SPDX-License-Identifier: MIT
//! Parsing links.
use crate::inputs::{self, summary, Input};
use crate::job::Job;
use crate::jobs::version_of;
use serde::Deserialize;
use std::hint::black_box;
use tokenlink::{Kind, OwnedUrl, Reader, TemplateUrl};

const USER_PATH: &str = "/profile/api-tokens";

#[derive(Deserialize)]
struct Permission {
    key: String,
    #[serde(rename = "type")]
    type_: String,
}

#[derive(Default)]
struct Link {
    is_user: bool,
    permissions: Vec<Permission>,
    account_id: String,
    zone_id: String,
    name: String,
}

impl Link {
    fn summary(&self) -> String {
        let permissions = self.permissions.iter().map(|one| (&*one.key, &*one.type_));
        summary(self.is_user, permissions, [&self.account_id, &self.zone_id, &self.name])
    }
}

fn parse_url(text: &str) -> Option<Link> {
    let url = url::Url::parse(text).ok()?;
    let mut link = Link {
        is_user: url.path() == USER_PATH,
        ..Link::default()
    };
    for (name, value) in url.query_pairs() {
        match name.as_ref() {
            "permissionGroupKeys" => link.permissions = serde_json::from_str(&value).ok()?,
            "accountId" => link.account_id = value.into_owned(),
            "zoneId" => link.zone_id = value.into_owned(),
            "name" => link.name = value.into_owned(),
            _ => {}
        }
    }
    Some(link)
}

fn parse_ada(text: &str) -> Option<Link> {
    let url = ada_url::Url::parse(text, None).ok()?;
    let params = ada_url::UrlSearchParams::parse(url.search()).ok()?;
    let owned = |name| params.get(name).unwrap_or_default().to_owned();
    Some(Link {
        is_user: url.pathname() == USER_PATH,
        permissions: serde_json::from_str(params.get("permissionGroupKeys")?).ok()?,
        account_id: owned("accountId"),
        zone_id: owned("zoneId"),
        name: owned("name"),
    })
}

#[derive(Deserialize)]
struct PermissionView<'a> {
    key: &'a str,
    #[serde(rename = "type")]
    type_: &'a str,
}

/// Reuses buffers, and its permissions are views of `list`: the fastest that url and serde_json allow.
#[derive(Default)]
struct Reused {
    is_user: bool,
    list: String,
    permissions: Vec<PermissionView<'static>>,
    account_id: String,
    zone_id: String,
    name: String,
}

impl Reused {
    fn parse(&mut self, text: &str) -> Option<()> {
        self.permissions.clear();
        let url = url::Url::parse(text).ok()?;
        self.is_user = url.path() == USER_PATH;
        for (name, value) in url.query_pairs() {
            let keep = |into: &mut String| {
                into.clear();
                into.push_str(&value);
            };
            match name.as_ref() {
                "permissionGroupKeys" => {
                    keep(&mut self.list);
                    // SAFETY: the views are cleared before the list changes.
                    let list: &'static str = unsafe { &*(self.list.as_str() as *const str) };
                    self.permissions = serde_json::from_str(list).ok()?;
                }
                "accountId" => keep(&mut self.account_id),
                "zoneId" => keep(&mut self.zone_id),
                "name" => keep(&mut self.name),
                _ => {}
            }
        }
        Some(())
    }

    fn summary(&self) -> String {
        let permissions = self.permissions.iter().map(|one| (one.key, one.type_));
        summary(self.is_user, permissions, [&self.account_id, &self.zone_id, &self.name])
    }
}

fn summary_of_views(url: &TemplateUrl<'_>) -> String {
    let permissions = url
        .permissions()
        .iter()
        .map(|one| (one.key().unwrap(), one.permission_type().unwrap()));
    let texts = [url.account_id(), url.zone_id(), url.name()].map(Option::unwrap_or_default);
    summary(url.kind() == Some(Kind::User), permissions, texts)
}

fn summary_of_owned(url: &OwnedUrl) -> String {
    let permissions = url.permissions.iter();
    let permissions = permissions.map(|one| [&one.key, &one.permission_type].map(|text| text.as_deref().unwrap_or("")));
    let permissions = permissions.map(|[key, permission_type]| (key, permission_type));
    let texts = [&url.account_id, &url.zone_id, &url.name].map(|text| text.as_deref().unwrap_or_default());
    summary(url.kind == Some(Kind::User), permissions, texts)
}

pub fn parse() -> Vec<Job> {
    let inputs = inputs::inputs();
    let links: Vec<String> = inputs.iter().map(inputs::link).collect();
    let said = |input: &Input| summary(true, input.permissions.iter().copied(), ["*", "all", &input.name]);
    let expected: Vec<String> = inputs.iter().map(said).collect();
    let (url, ada) = (
        version_of(&["url", "serde_json"]),
        version_of(&["ada-url", "serde_json"]),
    );

    let mut views = Job::new("parse", expected.clone());
    let ours = views.add(
        "Reader::parse",
        "",
        1,
        (links.clone(), Reader::new().unwrap()),
        |(links, reader), i| {
            black_box(reader.parse(&links[i]).unwrap());
        },
        |(links, reader), i| summary_of_views(&reader.parse(&links[i]).unwrap()),
    );
    let state = || (links.clone(), Link::default());
    let with_url = |job: &mut Job| {
        job.add(
            "url + serde_json",
            &url,
            1,
            state(),
            |(links, link), i| *link = parse_url(&links[i]).unwrap(),
            |(_, link), _| link.summary(),
        )
    };
    let with_ada = |job: &mut Job| {
        job.add(
            "ada-url + serde_json",
            &ada,
            1,
            state(),
            |(links, link), i| *link = parse_ada(&links[i]).unwrap(),
            |(_, link), _| link.summary(),
        )
    };
    let rival = with_url(&mut views);
    views.pairs.push((ours, rival));
    let rival = with_ada(&mut views);
    views.pairs.push((ours, rival));
    let rival = views.add(
        "url + serde_json, reused, views",
        &url,
        1,
        (links.clone(), Reused::default()),
        |(links, reused), i| reused.parse(&links[i]).unwrap(),
        |(_, reused), _| reused.summary(),
    );
    views.pairs.push((ours, rival));

    let mut owned = Job::new("parse into owned strings", expected);
    let ours = owned.add(
        "Reader::parse, to_owned_url",
        "",
        1,
        (links.clone(), Reader::new().unwrap(), OwnedUrl::default()),
        |(links, reader, url), i| *url = reader.parse(&links[i]).unwrap().to_owned_url(),
        |(_, _, url), _| summary_of_owned(url),
    );
    let rival = with_url(&mut owned);
    owned.pairs.push((ours, rival));
    let rival = with_ada(&mut owned);
    owned.pairs.push((ours, rival));
    vec![views, owned]
}
