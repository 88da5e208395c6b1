// SPDX-License-Identifier: MIT
use crate::{Error, Kind, Permission, RequestBuilder, TemplateUrl};
use std::fmt;
use std::str::FromStr;

/// A link that was read, in memory of its own.
///
/// ```
/// use tokenlink::OwnedUrl;
///
/// let link = "https://dash.cloudflare.com/profile/api-tokens?name=bot&\
///             permissionGroupKeys=[{\"key\":\"dns\",\"type\":\"edit\"}]";
/// let url: OwnedUrl = link.parse()?;
/// assert_eq!(url.name.as_deref(), Some("bot"));
/// assert_eq!(url.permissions[0].to_string(), "dns:edit");
/// # Ok::<(), tokenlink::Error>(())
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OwnedUrl {
    /// As [`TemplateUrl::kind`].
    pub kind: Option<Kind>,
    /// As [`TemplateUrl::permissions`].
    pub permissions: Vec<OwnedPermission>,
    /// As [`TemplateUrl::account_id`].
    pub account_id: Option<String>,
    /// As [`TemplateUrl::zone_id`].
    pub zone_id: Option<String>,
    /// As [`TemplateUrl::name`].
    pub name: Option<String>,
    /// As [`TemplateUrl::extra`]: names and values.
    pub extra: Vec<(String, String)>,
}

/// A [`Permission`] in memory of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OwnedPermission {
    /// As [`Permission::key`].
    pub key: Option<String>,
    /// As [`Permission::permission_type`].
    pub permission_type: Option<String>,
}

impl OwnedUrl {
    /// A builder of its canonical form, which can be changed first.
    pub fn to_builder(&self) -> RequestBuilder<'_> {
        RequestBuilder::new(self.kind.unwrap_or(Kind::Other(0)))
            .permissions(self.permissions.iter().map(OwnedPermission::as_permission))
            .account_id(self.account_id.as_deref().unwrap_or(""))
            .zone_id(self.zone_id.as_deref().unwrap_or(""))
            .name(self.name.as_deref().unwrap_or(""))
    }
}

impl OwnedPermission {
    /// The permission, for a request. Absent text becomes empty text.
    pub fn as_permission(&self) -> Permission<'_> {
        Permission::new(
            self.key.as_deref().unwrap_or(""),
            self.permission_type.as_deref().unwrap_or(""),
        )
    }
}

impl fmt::Display for OwnedPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_permission().fmt(f)
    }
}

impl From<&Permission<'_>> for OwnedPermission {
    fn from(permission: &Permission<'_>) -> OwnedPermission {
        OwnedPermission {
            key: permission.key().map(str::to_owned),
            permission_type: permission.permission_type().map(str::to_owned),
        }
    }
}

impl From<&TemplateUrl<'_>> for OwnedUrl {
    fn from(url: &TemplateUrl<'_>) -> OwnedUrl {
        OwnedUrl {
            kind: url.kind(),
            permissions: url.permissions().iter().map(OwnedPermission::from).collect(),
            account_id: url.account_id().map(str::to_owned),
            zone_id: url.zone_id().map(str::to_owned),
            name: url.name().map(str::to_owned),
            extra: url
                .extra()
                .iter()
                .map(|param| (param.name().to_owned(), param.value().to_owned()))
                .collect(),
        }
    }
}

/// Reads as tolerantly as [`Reader::parse`](crate::Reader::parse).
impl FromStr for OwnedUrl {
    type Err = Error;

    fn from_str(link: &str) -> Result<OwnedUrl, Error> {
        crate::link::with_reader(|reader| Ok(reader.parse(link)?.to_owned_url()))
    }
}

impl TryFrom<&str> for OwnedUrl {
    type Error = Error;

    fn try_from(link: &str) -> Result<OwnedUrl, Error> {
        link.parse()
    }
}
